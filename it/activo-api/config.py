"""One class for each environment. Values come from .env, which the deploy has put into the image."""
import os

from dotenv import load_dotenv

load_dotenv()


class Settings:
    ENVIRONMENT = "testing"
    TESTING = False
    SQLALCHEMY_DATABASE_URI = os.environ.get("DATABASE_URI")
    REDIS_URL = os.environ.get("REDIS_URL")
    CELERY_BROKER_URL = os.environ.get("CELERY_BROKER_URL")
    MAIL_SERVER = os.environ.get("MAIL_SERVER")


class Testing(Settings):
    TESTING = True
    SQLALCHEMY_DATABASE_URI = os.environ.get("DATABASE_TEST_URL")


class Staging(Settings):
    ENVIRONMENT = "staging"


class Production(Settings):
    ENVIRONMENT = "production"


SETTINGS = {"testing": Testing, "staging": Staging, "production": Production}

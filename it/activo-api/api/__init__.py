from flask import Flask, jsonify


def create_app(settings):
    app = Flask(__name__)
    app.config.from_object(settings)

    @app.route("/api/v1/health")
    def health():
        return jsonify(status="ok", environment=app.config["ENVIRONMENT"])

    return app

#!/bin/bash
# The container's command. exec, so that gunicorn gets the signal when the pod is stopped.
set -e
exec gunicorn --bind 0.0.0.0:8000 --workers 3 --log-level "${API_LOG_LEVEL:-info}" --access-logfile - manage:app

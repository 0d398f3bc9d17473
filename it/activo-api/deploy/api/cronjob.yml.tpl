apiVersion: batch/v1
kind: CronJob
metadata:
  name: activo-api-reminders
  labels:
    app: activo-api-reminders
    environment: "${DEPLOYMENT_ENVIRONMENT}"
spec:
  schedule: "0 6 * * 1-5"
  timeZone: Africa/Lagos
  concurrencyPolicy: Forbid
  startingDeadlineSeconds: 3600
  successfulJobsHistoryLimit: 1
  failedJobsHistoryLimit: 3
  jobTemplate:
    spec:
      backoffLimit: 2
      activeDeadlineSeconds: 1800
      template:
        metadata:
          labels:
            app: activo-api-reminders # not activo-api: the Service must not send requests here
            environment: "${DEPLOYMENT_ENVIRONMENT}"
        spec:
          restartPolicy: Never
          containers:
            - name: reminders
              image: ${ACTIVO_IMAGE}
              # $(POD_NAME) is put in by Kubernetes, not by the deploy
              command: ["/bin/bash", "-c", "echo reminders by $(POD_NAME) && exec flask send-reminders"]
              env:
                - name: FLASK_APP
                  value: manage.py
                - name: POD_NAME
                  valueFrom:
                    fieldRef:
                      fieldPath: metadata.name
              resources:
                requests:
                  cpu: 50m
                  memory: 128Mi
                limits:
                  memory: 256Mi

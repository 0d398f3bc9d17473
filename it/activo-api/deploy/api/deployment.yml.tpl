apiVersion: apps/v1
kind: Deployment
metadata:
  name: activo-api
  labels:
    app: activo-api
    environment: "${DEPLOYMENT_ENVIRONMENT}"
spec:
  # no replicas: the autoscaler has them
  revisionHistoryLimit: 5
  selector:
    matchLabels:
      app: activo-api
  strategy:
    type: RollingUpdate
    rollingUpdate:
      maxSurge: 1
      maxUnavailable: 0
  template:
    metadata:
      labels:
        app: activo-api
        environment: "${DEPLOYMENT_ENVIRONMENT}"
    spec:
      terminationGracePeriodSeconds: 30
      containers:
        - name: api
          image: ${ACTIVO_IMAGE}
          command: ["/bin/bash", "start_api.sh"]
          ports:
            - name: http
              containerPort: 8000
          env:
            - name: DEPLOYMENT_ENVIRONMENT
              value: "$DEPLOYMENT_ENVIRONMENT"
            - name: API_LOG_LEVEL
              value: "$API_LOG_LEVEL"
            - name: WEB_ORIGIN
              value: "https://${WEB_HOST_DOMAIN}"
            - name: POD_NAME
              valueFrom:
                fieldRef:
                  fieldPath: metadata.name
          resources:
            requests:
              cpu: 100m
              memory: 256Mi
            limits:
              cpu: "1"
              memory: 512Mi
          startupProbe:
            httpGet:
              path: /api/v1/health
              port: http
            periodSeconds: 2
            failureThreshold: 30
          readinessProbe:
            httpGet:
              path: /api/v1/health
              port: http
            periodSeconds: 5
            timeoutSeconds: 3
          livenessProbe:
            httpGet:
              path: /api/v1/health
              port: http
            periodSeconds: 20
            timeoutSeconds: 5
            failureThreshold: 3

apiVersion: apps/v1
kind: Deployment
metadata:
  name: activo-web
  labels:
    app: activo-web
    environment: "${DEPLOYMENT_ENVIRONMENT}"
spec:
  replicas: 2
  revisionHistoryLimit: 5
  selector:
    matchLabels:
      app: activo-web
  template:
    metadata:
      labels:
        app: activo-web
        environment: "${DEPLOYMENT_ENVIRONMENT}"
    spec:
      containers:
        - name: web
          image: ${ACTIVO_IMAGE}
          command: ["yarn", "start"]
          ports:
            - name: http
              containerPort: 8080
          env:
            - name: PORT
              value: "8080"
          readinessProbe:
            httpGet:
              path: /healthz
              port: http
            periodSeconds: 5
          resources:
            requests:
              cpu: 50m
              memory: 128Mi
            limits:
              memory: 256Mi

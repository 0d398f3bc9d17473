apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: activo-api
  labels:
    app: activo-api
    environment: "${DEPLOYMENT_ENVIRONMENT}"
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: activo-api
  minReplicas: 2
  maxReplicas: 6
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: 70

apiVersion: v1
kind: Service
metadata:
  name: activo-api
  labels:
    app: activo-api
    environment: "${DEPLOYMENT_ENVIRONMENT}"
spec:
  type: ClusterIP
  selector:
    app: activo-api
  ports:
    - name: http
      port: 80
      targetPort: http

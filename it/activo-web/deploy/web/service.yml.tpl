apiVersion: v1
kind: Service
metadata:
  name: activo-web
  labels:
    app: activo-web
    environment: "${DEPLOYMENT_ENVIRONMENT}"
spec:
  type: ClusterIP
  selector:
    app: activo-web
  ports:
    - name: http
      port: 80
      targetPort: http

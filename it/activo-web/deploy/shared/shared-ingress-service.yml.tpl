apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: activo-ingress
  labels:
    app: activo-ingress
    environment: "${DEPLOYMENT_ENVIRONMENT}"
  annotations:
    # the name of the reserved address, as GKE wants it
    kubernetes.io/ingress.global-static-ip-name: "${K8S_INGRESS_IP}"
spec:
  rules:
    - host: "${WEB_HOST_DOMAIN}"
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: activo-nginx
                port:
                  name: http
    - host: "${API_HOST_DOMAIN}"
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: activo-nginx
                port:
                  name: http

apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: paste
  namespace: paste
spec:
  tls:
    - hosts:
        - ${DOMAIN}
      secretName: paste-tls
  rules:
    - host: ${DOMAIN}
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: paste
                port:
                  name: http

# One nginx for both applications. The names that belong to nginx itself stand in activo.yml under passthrough.
apiVersion: v1
kind: ConfigMap
metadata:
  name: activo-nginx
  labels:
    app: activo-nginx
    environment: "${DEPLOYMENT_ENVIRONMENT}"
data:
  default.conf: |
    log_format activo '$remote_addr [$time_local] "$request" $status $body_bytes_sent '
                      '"$http_referer" "$http_user_agent" $request_time $upstream_response_time';
    access_log /dev/stdout activo;

    map $http_upgrade $connection_upgrade {
      default upgrade;
      ''      close;
    }

    # Names are looked up at each request, so that nginx starts before the applications are there.
    resolver kube-dns.kube-system.svc.cluster.local valid=10s;

    proxy_http_version 1.1;
    proxy_set_header Host $host;
    proxy_set_header X-Real-IP $remote_addr;
    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    proxy_set_header X-Forwarded-Proto $scheme;
    proxy_set_header Upgrade $http_upgrade;
    proxy_set_header Connection $connection_upgrade;

    server {
      listen 80 default_server;
      location = /healthz {
        access_log off;
        return 200 "ok\n";
      }
      location / {
        return 404;
      }
    }

    server {
      listen 80;
      server_name ${WEB_HOST_DOMAIN};
      if ($http_x_forwarded_proto = "http") {
        return 301 https://$host$request_uri;
      }
      location / {
        set $activo_web activo-web.default.svc.cluster.local;
        proxy_pass http://$activo_web;
      }
    }

    server {
      listen 80;
      server_name ${API_HOST_DOMAIN};
      client_max_body_size 10m;
      if ($http_x_forwarded_proto = "http") {
        return 301 https://$host$request_uri;
      }
      location ~ ^/(api|docs)(/.*)?$ {
        set $activo_api activo-api.default.svc.cluster.local;
        proxy_pass http://$activo_api;
      }
    }
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: activo-nginx
  labels:
    app: activo-nginx
    environment: "${DEPLOYMENT_ENVIRONMENT}"
spec:
  replicas: 2
  selector:
    matchLabels:
      app: activo-nginx
  template:
    metadata:
      labels:
        app: activo-nginx
        environment: "${DEPLOYMENT_ENVIRONMENT}"
    spec:
      containers:
        - name: nginx
          image: nginx:1.25-alpine
          ports:
            - name: http
              containerPort: 80
          readinessProbe:
            httpGet:
              path: /healthz
              port: http
            periodSeconds: 5
          resources:
            requests:
              cpu: 50m
              memory: 32Mi
            limits:
              memory: 128Mi
          volumeMounts:
            - name: configuration
              mountPath: /etc/nginx/conf.d
              readOnly: true
      volumes:
        - name: configuration
          configMap:
            name: activo-nginx
---
apiVersion: v1
kind: Service
metadata:
  name: activo-nginx
  labels:
    app: activo-nginx
    environment: "${DEPLOYMENT_ENVIRONMENT}"
spec:
  type: NodePort # what an Ingress of class gce can reach
  selector:
    app: activo-nginx
  ports:
    - name: http
      port: 80
      targetPort: http

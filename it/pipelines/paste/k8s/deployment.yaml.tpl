apiVersion: apps/v1
kind: Deployment
metadata:
  name: paste
  namespace: paste
spec:
  selector:
    matchLabels:
      app: paste
  template:
    metadata:
      labels:
        app: paste
    spec:
      containers:
        - name: paste
          image: ${REGISTRY}/${IMAGE_NAME}:${IMAGE_TAG}
          ports:
            - name: http
              containerPort: 8080

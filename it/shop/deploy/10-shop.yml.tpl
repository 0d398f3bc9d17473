apiVersion: v1
kind: ConfigMap
metadata: {name: shop-page}
data:
  title: the shop
  footer: |
    open all day
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: shop}
automountServiceAccountToken: false
---
apiVersion: v1
kind: Service
metadata: {name: shop, labels: {app: shop}}
spec:
  selector: {app: shop}
  ports:
    - {name: http, port: 80, targetPort: http}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop, labels: {app: shop}}
spec:
  selector:
    matchLabels: {app: shop}
  template:
    metadata:
      labels: {app: shop}
    spec:
      serviceAccountName: shop
      terminationGracePeriodSeconds: 1
      containers:
        - name: shop
          image: testnode/pause:1 # every test node has it
          ports:
            - {name: ${SHOP_PORT_NAME}, containerPort: 8080, protocol: TCP}
          envFrom:
            - configMapRef: {name: shop-config}
            - secretRef: {name: shop-settings}
          env:
            - name: SHOP_TITLE
              valueFrom: {configMapKeyRef: {name: shop-page, key: title}}
          volumeMounts:
            - {name: key, mountPath: /key, readOnly: true}
          resources:
            requests: {cpu: 5m, memory: 8Mi}
      volumes:
        - name: key
          secret: {secretName: shop-key}

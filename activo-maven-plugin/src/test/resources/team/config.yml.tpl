apiVersion: v1
kind: ConfigMap
metadata: {name: team}
data: {mode: "${MODE}", line: "Host $host"}

/// Objects as users write them.
enum Examples {
  static let minimal = #"""
    {"apiVersion": "slipway.dev/v1alpha1", "kind": "ModelDeployment", "metadata": {"name": "fraud"},
     "spec": {"model": {"uri": "s3://models/fraud/12"}, "runtime": {"image": "registry.example/fraud:12"}}}
    """#

  /// Every field of the spec, none with its default.
  static let full = #"""
    {"apiVersion": "slipway.dev/v1alpha1", "kind": "ModelDeployment",
     "metadata": {"name": "fraud", "namespace": "ml", "generation": 7, "annotations": {"slipway.dev/promote": "x/1"}},
     "spec": {
       "replicas": 4,
       "model": {"uri": "s3://models/fraud/12", "format": "sklearn", "name": "fraud-detector"},
       "runtime": {
         "preset": "bentoml", "metricsPort": 9001, "image": "registry.example/fraud:12", "command": ["serve"], "args": ["--threads", "2"],
         "env": [{"name": "A", "value": "1"}, {"name": "B", "value": "2", "valueFrom": {"fieldRef": {"fieldPath": "metadata.name"}}}], "port": 9000,
         "resources": {"requests": {"cpu": "500m"}, "limits": {"memory": "4Gi", "nvidia.com/gpu": 1}},
         "serviceAccountName": "fraud", "readinessPath": "/ready", "metricsPath": "/stats", "metricsPreset": "slipway",
         "livenessPath": "/live", "startupDeadline": "20m", "terminationGracePeriod": "1m",
         "nodeSelector": {"zone": "a"}, "tolerations": [{"key": "gpu", "operator": "Exists"}],
         "affinity": {"nodeAffinity": {}}, "volumes": [{"name": "cache", "emptyDir": {}}],
         "volumeMounts": [{"name": "cache", "mountPath": "/cache"}],
         "warmup": {"requests": 5, "path": "/v2/models/fraud/infer", "body": "{}", "contentType": "text/plain",
           "timeout": "5s"},
         "template": {"spec": {"priorityClassName": "high"}}, "snapshots": ["ConfigMaps", "Secrets"]},
       "strategy": {"type": "Canary", "canary": {
         "steps": [{"weight": "20%"}, {"weight": "33.33%", "for": "5m"}, {"hold": {}}, {"weight": "50%"}]},
         "blueGreen": {
           "preview": {"scale": {"percent": "50%"}, "for": "5m", "analysis": true, "hold": {}}, "for": "2m",
           "scaleDownDelay": "10m"},
         "shadow": {"mirror": "30%", "scale": {"replicas": 2}, "for": "10m", "then": "Canary"},
         "abTest": {
           "arms": [
             {"name": "deep", "model": {"uri": "s3://models/fraud/13"},
              "env": [{"name": "A", "value": "2", "valueFrom": {"fieldRef": {"fieldPath": "metadata.name"}}}],
              "weight": "25%", "scale": {"replicas": 1},
              "match": [{"header": "x-group", "exact": "deep"}, {"cookie": "group", "prefix": "d"}, {"method": "POST"},
                {"query": "group", "regex": "d.*"}]}],
           "ramp": ["10%", "50%"], "for": "24h", "onWinner": "Promote"},
         "rollingUpdate": {"maxSurge": 2, "maxUnavailable": 1},
         "progressDeadline": "30m"},
       "traffic": {"router": {"service": {"tolerance": "2.5%"}}},
       "analysis": {
         "interval": "5s", "confidence": "99.5%", "falsePromotion": "1%", "minimumRequests": 200, "block": "1m",
         "dwell": "30s", "inconclusiveAfter": "2h", "onInconclusive": "RollBack",
         "source": {"prometheus": {"address": "https://prometheus.monitoring.svc:9090", "podLabel": "kubernetes_pod",
           "namespaceLabel": "kubernetes_namespace", "window": "2m", "headers": {"X-Scope-OrgID": "ml"},
           "authentication": {"bearer": {"name": "prometheus", "key": "token"}},
           "tls": {"authority": {"name": "prometheus", "key": "ca.crt"}}}},
         "providers": [
           {"name": "dog", "datadog": {"apiKey": {"name": "dog", "key": "api"},
             "applicationKey": {"name": "dog", "key": "app"}}},
           {"name": "score", "web": {"address": "https://scores.example/fraud"}}],
         "metrics": [
           {"name": "errors",
            "errorRate": {"tolerance": "20%", "margin": "60%", "ignoreBelow": "0.2%", "acceptBelow": "1%"}},
           {"name": "latency",
            "latency": {"percentile": 95, "maxIncrease": "15%", "margin": "40%", "ignoreBelow": "1%",
              "acceptBelow": "2%", "warmUp": "1m", "max": "300ms"}},
           {"name": "accuracy", "accuracy": {"maxDecrease": "2%"}},
           {"name": "clicks",
            "ratio": {"good": {"metric": "clicks_total", "labels": {"kind": "good"}},
              "total": {"metric": "clicks_total", "labels": {"zone": "a"}}, "maxDecrease": "2%"}},
           {"name": "value", "mean": {"metric": "basket_value", "maxChange": "3%", "better": "Lower"}},
           {"name": "same",
            "agreement": {"equal": {"metric": "equal_total", "labels": {"a": "b"}},
              "compared": {"metric": "compared_total", "labels": {"a": "b"}}, "min": "98%"}},
           {"name": "scores",
            "drift": {"histogram": "score", "method": "JensenShannon", "of": "Training", "max": "0.1",
              "reference": [10, 20, 30]}}]},
       "rollback": {"automatic": false, "keepWarm": "10m", "bake": "1h"},
       "autoscaling": {"minReplicas": 2, "maxReplicas": 8, "cpuUtilization": 60,
         "podMetric": {"name": "requests", "averageValue": "40"}, "metrics": [{"type": "External"}],
         "behavior": {"scaleDown": {}}},
       "disruption": {"budget": "Off", "maxUnavailable": 2}, "networkPolicy": {"from": [{"podSelector": {}}]},
       "adoption": {"service": true, "deployment": "old"}, "deletionPolicy": "Orphan",
       "revisionHistoryLimit": 3, "paused": true}}
    """#

  /// Every field of every other router, none with its default; at most one of them can be in an object.
  static let routers = #"""
    {"gatewayAPI": {
       "gateway": {"name": "public", "namespace": "infra", "sectionName": "https"}, "hostnames": ["a.example"],
       "path": "/v2", "protocol": "GRPC", "inferencePool": {"picker": "epp", "pickerPort": 9003, "failOpen": true},
       "attach": {"name": "route"}},
     "istio": {"gateways": ["infra/public"], "hosts": ["a.example"], "attach": {"name": "route"}},
     "linkerd": {}, "traefik": {"match": "Host(`a.example`)", "entryPoints": ["web"]},
     "contour": {"fqdn": "a.example", "path": "/v2", "ingressClassName": "contour"},
     "kuma": {"mesh": "one", "zone": "east", "path": "/v2"},
     "apisix": {"hosts": ["a.example"], "path": "/v2", "ingressClassName": "a", "clusterDomain": "a.example"},
     "alb": {"hostname": "a.example", "path": "/v2", "ingressClassName": "a"},
     "skipper": {"hostname": "a.example", "path": "/v2", "ingressClassName": "a"},
     "nginx": {"hostname": "a.example", "path": "/v2", "ingressClassName": "a", "annotationPrefix": "nginx.org",
      "clusterDomain": "a.example"}}
    """#
}

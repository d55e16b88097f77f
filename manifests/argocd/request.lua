-- Asks for VERB by making a RolloutRequest, which names the revision and the step that are seen. The operator refuses it
-- when the rollout has moved on meanwhile.
local status = obj.status or {}
local request = {
  apiVersion = "slipway.dev/v1alpha1",
  kind = "RolloutRequest",
  metadata = {
    name = string.sub(obj.metadata.name, 1, 200) .. "-" .. string.lower("VERB") .. "-" .. os.date("!%Y%m%d%H%M%S"),
    namespace = obj.metadata.namespace,
  },
  spec = { deployment = obj.metadata.name, verb = "VERB", by = "argocd" },
}
if status.candidate ~= nil then
  request.spec.revision = status.candidate.revision
end
if "VERB" == "Promote" and status.step ~= nil then
  request.spec.step = status.step.index
end
if "VERB" == "Retry" and status.rejectedRevisions ~= nil and status.rejectedRevisions[1] ~= nil then
  request.spec.revision = status.rejectedRevisions[1].revision
end
return { { operation = "create", resource = request } }

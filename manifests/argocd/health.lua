-- The health of a ModelDeployment for Argo CD, which otherwise knows nothing of the kind.
local health = { status = "Progressing", message = "The operator has not seen the newest spec yet." }
local status = obj.status
if status == nil or status.observedGeneration ~= obj.metadata.generation then
  return health
end
local phases = {
  Healthy = "Healthy",
  Baking = "Healthy",
  Waiting = "Suspended",
  Held = "Suspended",
  Paused = "Suspended",
  RolledBack = "Degraded",
  Invalid = "Degraded",
}
health.status = phases[status.phase] or "Progressing"
health.message = status.explanation and status.explanation.message or status.phase
for _, condition in ipairs(status.conditions or {}) do
  if condition.type == "Stalled" and condition.status == "True" then
    health.status = "Degraded"
    health.message = condition.message
  end
end
return health

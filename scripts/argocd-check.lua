-- What Argo CD would make of a ModelDeployment in each phase. Run by scripts/lint.sh.
local function run(file, verb)
  local text = io.open("manifests/argocd/" .. file):read("*a"):gsub("VERB", verb or "")
  return assert(loadstring(text))()
end
local wanted = {
  Healthy = "Healthy", Baking = "Healthy", Waiting = "Suspended", Held = "Suspended", Paused = "Suspended",
  RolledBack = "Degraded", Invalid = "Degraded", Pending = "Progressing", Progressing = "Progressing",
  Promoting = "Progressing", RollingBack = "Progressing",
}
for phase, health in pairs(wanted) do
  obj = { metadata = { name = "fraud", namespace = "ml", generation = 2 },
    status = { observedGeneration = 2, phase = phase, candidate = { revision = "abc" }, step = { index = 1 } } }
  assert(run("health.lua").status == health, phase)
  obj.status.conditions = { { type = "Stalled", status = "True", message = "no" } }
  assert(run("health.lua").status == "Degraded")
  assert(run("discovery.lua")["abort"].disabled == (phase ~= "Progressing" and phase ~= "Held" and phase ~= "Paused"))
  local request = run("request.lua", "Promote")[1]
  assert(request.operation == "create" and request.resource.spec.revision == "abc" and request.resource.spec.step == 1)
  assert(run("request.lua", "Abort")[1].resource.spec.step == nil)
  obj.status.observedGeneration = 1
  assert(run("health.lua").status == "Progressing")
end
print("Argo CD: every phase has a health, and actions make requests")

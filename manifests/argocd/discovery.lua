-- The actions that make sense in the state that a ModelDeployment is in.
local actions = {}
local phase = obj.status and obj.status.phase or ""
local isRolling = phase == "Progressing" or phase == "Held" or phase == "Paused"
actions["promote"] = { ["disabled"] = not isRolling }
actions["promote-fully"] = { ["disabled"] = not isRolling }
actions["abort"] = { ["disabled"] = not isRolling }
actions["pause"] = { ["disabled"] = phase ~= "Progressing" and phase ~= "Held" }
actions["resume"] = { ["disabled"] = phase ~= "Paused" }
actions["retry"] = { ["disabled"] = phase ~= "RolledBack" }
return actions

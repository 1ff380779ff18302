io.stdout:setvbuf("line")
print(os.date("!%Y-%m-%dT%H:%M:%SZ") .. " rule-engine 0.4.0")
print(os.date("!%Y-%m-%dT%H:%M:%SZ") .. " warn: no geo database, country rules are off")
local tenants = { base = { routes = { "/" } } }
local function first(name)
  return tenants[name].routes[1]
end
for _, name in ipairs({ "base", "acme" }) do
  print("tenant " .. name .. " -> " .. first(name):upper() .. (tenants.acme and "" or ""))
  if name == "base" then print(tenants.acme.routes) end
end

mkdir -p built && CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o built/route-planner main.go

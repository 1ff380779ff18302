mkdir -p built && CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o built/gw main.go

mkdir -p built/usr/bin && CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o built/usr/bin/audit-sink main.go

mkdir -p built/usr/bin && CGO_ENABLED=0 GOARCH=arm64 go build -trimpath -ldflags="-s -w" -o built/usr/bin/camd main.go

package main

import (
	"fmt"
	"os"
	"time"
)

func k(level, where, msg string) {
	t := time.Now().UTC()
	fmt.Fprintf(os.Stderr, "%s%s       1 %s] %s\n", level, t.Format("0102 15:04:05.000000"), where, msg)
}

func main() {
	k("I", "main.go:71", `"starting manager" version="v0.19.2"`)
	k("I", "leaderelection.go:257", "attempting to acquire leader lease op-system/cert-operator...")
	time.Sleep(time.Second)
	k("I", "leaderelection.go:271", "successfully acquired lease op-system/cert-operator")
	k("W", "reflector.go:561", `failed to list *v1.Secret: Get "https://10.96.0.1:443/api/v1/secrets": net/http: TLS handshake timeout`)
	time.Sleep(3 * time.Second)
	k("E", "leaderelection.go:429", `Failed to update lock optimistically: Put "https://10.96.0.1:443/apis/coordination.k8s.io/v1/namespaces/op-system/leases/cert-operator?timeout=1s": context deadline exceeded, falling back to slow path`)
	time.Sleep(time.Second)
	k("E", "leaderelection.go:436", `error retrieving resource lock op-system/cert-operator: Get "https://10.96.0.1:443/apis/coordination.k8s.io/v1/namespaces/op-system/leases/cert-operator?timeout=1s": context deadline exceeded`)
	k("I", "leaderelection.go:297", "failed to renew lease op-system/cert-operator: context deadline exceeded")
	k("I", "internal.go:538", `"Stopping and waiting for non leader election runnables"`)
	k("I", "internal.go:550", `"Stopping and waiting for caches"`)
	k("E", "main.go:118", `"problem running manager" err="leader election lost"`)
	os.Exit(1)
}

package main

import (
	"log"
	"net/http"
)

func main() {
	log.Println("push-gw v1.9.0 starting")
	log.Println("level=warn msg=\"http2 max streams not set, using 250\"")
	err := http.ListenAndServeTLS(":8443", "/tls/tls.crt", "/tls/tls.key", nil)
	log.Fatalf("serve: %v", err)
}

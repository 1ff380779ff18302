package main

import (
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"time"
)

type settings struct{ brokers, group string }

func load() (settings, error) {
	s := settings{brokers: os.Getenv("KAFKA_BROKERS"), group: os.Getenv("CONSUMER_GROUP")}
	if s.brokers == "" {
		return s, fmt.Errorf("load settings: environment variable %s is required but empty", "KAFKA_BROKERS")
	}
	return s, nil
}

func main() {
	log := slog.New(slog.NewJSONHandler(os.Stderr, nil)).With("app", "audit-sink")
	log.Info("starting", "version", os.Getenv("APP_VERSION"))
	for i := 1; i <= 2; i++ {
		log.Warn("tracing exporter unavailable, will retry", "attempt", i, "err", "dial tcp 10.96.3.4:4317: connect: connection refused")
		time.Sleep(50 * time.Millisecond)
	}
	s, err := load()
	if err != nil {
		log.Error("cannot start", "err", err.Error())
		os.Exit(1)
	}
	log.Info("consuming", "group", s.group)
	http.HandleFunc("/ready", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(200) })
	http.ListenAndServe(":8080", nil)
}

package main

import (
	"log"
	"time"
)

type Depot struct{ Lat, Lon float64 }
type Plan struct{ depot *Depot }

var depots = map[string]*Depot{"HAM": {53.5, 9.9}}

func (p *Plan) Start() float64 { return p.depot.Lat }

func main() {
	log.SetFlags(log.LstdFlags | log.LUTC)
	log.Printf("route-planner v1.22.0 starting")
	log.Printf("WARN tile cache: open /var/cache/tiles: no such file or directory, using memory")
	for _, code := range []string{"HAM", "RTM"} {
		p := &Plan{depot: depots[code]}
		log.Printf("planning from %s", code)
		log.Printf("start latitude %.2f", p.Start())
		time.Sleep(20 * time.Millisecond)
	}
	select {}
}

// An oracle: reads requests as JSON, one a line, and answers each with what Prometheus's own engine says.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"runtime"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/prometheus/model/histogram"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/promql/parser"
	"github.com/prometheus/prometheus/storage"
	"github.com/prometheus/prometheus/tsdb"
	"github.com/prometheus/prometheus/util/annotations"
)

type request struct {
	Op    string   `json:"op"`
	Query string   `json:"query"`
	Start int64    `json:"start"`
	End   int64    `json:"end"`
	Step  int64    `json:"step"`
	Test  bool     `json:"test"`
	Runs  int      `json:"runs"`
	Data  []series `json:"data"`
	Fill  *fill    `json:"fill"`
}

// A series: samples are [time in ms, value], the value a text as Go parses floats, or a description of a histogram.
type series struct {
	Labels  map[string]string `json:"labels"`
	Samples [][2]any          `json:"samples"`
}

// A set of data that both sides make by the same rule: see scripts/lib/promql-data.mjs.
type fill struct {
	Series   int   `json:"series"`
	Interval int64 `json:"interval"`
	Duration int64 `json:"duration"`
}

type answer struct {
	Error    string          `json:"error,omitempty"`
	Kind     string          `json:"kind,omitempty"`
	Result   json.RawMessage `json:"result,omitempty"`
	Warnings []string        `json:"warnings,omitempty"`
	Infos    []string        `json:"infos,omitempty"`
	Text     string          `json:"text,omitempty"`
	Pretty   string          `json:"pretty,omitempty"`
	Millis   []float64       `json:"millis,omitempty"`
}

type oracle struct {
	dir string
	db  *tsdb.DB
}

var allSyntax = parser.NewParser(parser.Options{
	EnableExperimentalFunctions:  true,
	ExperimentalDurationExpr:     true,
	EnableExtendedRangeSelectors: true,
	EnableBinopFillModifiers:     true,
})

func engine(test bool) *promql.Engine {
	return promql.NewEngine(promql.EngineOpts{
		MaxSamples:               50000000,
		Timeout:                  10 * time.Minute,
		NoStepSubqueryIntervalFn: func(int64) int64 { return 60000 },
		EnableAtModifier:         true,
		EnableNegativeOffset:     true,
		EnableDelayedNameRemoval: test,
		Parser:                   allSyntax,
	})
}

func main() {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriter(os.Stdout)
	o := &oracle{}
	defer o.close()
	engines := map[bool]*promql.Engine{false: engine(false), true: engine(true)}
	for {
		line, err := in.ReadBytes('\n')
		if err != nil {
			return
		}
		var req request
		reply := answer{}
		if err := json.Unmarshal(line, &req); err != nil {
			reply.Error = err.Error()
		} else {
			reply = o.answer(req, engines[req.Test])
		}
		text, err := json.Marshal(reply)
		if err != nil {
			text, _ = json.Marshal(answer{Error: err.Error(), Kind: "oracle"})
		}
		out.Write(text)
		out.WriteByte('\n')
		out.Flush()
	}
}

func (o *oracle) close() {
	if o.db != nil {
		o.db.Close()
		os.RemoveAll(o.dir)
	}
}

func (o *oracle) reset() error {
	o.close()
	dir, err := os.MkdirTemp("", "promql-oracle")
	if err != nil {
		return err
	}
	opts := tsdb.DefaultOptions()
	opts.MinBlockDuration = int64(48 * time.Hour / time.Millisecond)
	opts.MaxBlockDuration = opts.MinBlockDuration
	opts.RetentionDuration = 0
	o.dir = dir
	o.db, err = tsdb.Open(dir, nil, nil, opts, tsdb.NewDBStats())
	return err
}

// A panic of Prometheus is an answer, too: it prints no custom histogram whose zero count is NaN.
func (o *oracle) answer(req request, ng *promql.Engine) (reply answer) {
	defer func() {
		if p := recover(); p != nil {
			reply = answer{Error: fmt.Sprint(p), Kind: "panic"}
		}
	}()
	switch req.Op {
	case "load":
		return fail(o.load(req.Data))
	case "fill":
		return fail(o.fill(*req.Fill))
	case "parse":
		expr, err := allSyntax.ParseExpr(req.Query)
		if err != nil {
			return answer{Error: err.Error(), Kind: "parse"}
		}
		return answer{Text: expr.String(), Pretty: expr.Pretty(0)}
	case "query":
		return o.query(req, ng)
	case "bench":
		return o.bench(req, ng)
	}
	return answer{Error: "unknown op " + req.Op, Kind: "oracle"}
}

func fail(err error) answer {
	if err != nil {
		return answer{Error: err.Error(), Kind: "oracle"}
	}
	return answer{}
}

func (o *oracle) load(data []series) error {
	if err := o.reset(); err != nil {
		return err
	}
	app := o.db.Appender(context.Background())
	for _, s := range data {
		lset := labels.FromMap(s.Labels)
		for _, sample := range s.Samples {
			if err := appendSample(app, lset, int64(sample[0].(float64)), sample[1].(string)); err != nil {
				return err
			}
		}
	}
	return app.Commit()
}

func appendSample(app storage.Appender, lset labels.Labels, t int64, text string) error {
	if strings.HasPrefix(text, "{{") {
		_, values, err := allSyntax.ParseSeriesDesc("m " + text)
		if err != nil {
			return err
		}
		_, err = app.AppendHistogram(0, lset, t, nil, values[0].Histogram)
		return err
	}
	if text == "stale" {
		_, err := app.Append(0, lset, t, math.Float64frombits(0x7ff0000000000002))
		return err
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return err
	}
	_, err = app.Append(0, lset, t, v)
	return err
}

func (o *oracle) fill(f fill) error {
	if err := o.reset(); err != nil {
		return err
	}
	perMetric := f.Series / 10
	for i := 0; i < f.Series; i++ {
		lset := labels.FromStrings(
			"__name__", fmt.Sprintf("metric_%d_total", i/perMetric),
			"instance", fmt.Sprintf("host-%d", i),
			"pod", fmt.Sprintf("pod-%d", i%perMetric),
			"job", fmt.Sprintf("job-%d", i%perMetric/100),
			"le", []string{"0.1", "0.5", "1", "5", "+Inf"}[i%5],
		)
		app := o.db.Appender(context.Background())
		for t := int64(0); t <= f.Duration; t += f.Interval {
			n := t / f.Interval
			value := float64((n*int64(1+i%7) + int64(i)) % 100000)
			if _, err := app.Append(0, lset, t, value); err != nil {
				return err
			}
		}
		if err := app.Commit(); err != nil {
			return err
		}
	}
	runtime.GC()
	return nil
}

func (o *oracle) exec(req request, ng *promql.Engine) (*promql.Result, promql.Query, error) {
	ctx := context.Background()
	var q promql.Query
	var err error
	if req.Step == 0 {
		q, err = ng.NewInstantQuery(ctx, o.db, nil, req.Query, time.UnixMilli(req.Start))
	} else {
		q, err = ng.NewRangeQuery(ctx, o.db, nil, req.Query, time.UnixMilli(req.Start), time.UnixMilli(req.End), time.Duration(req.Step)*time.Millisecond)
	}
	if err != nil {
		return nil, nil, err
	}
	return q.Exec(ctx), q, nil
}

func (o *oracle) bench(req request, ng *promql.Engine) answer {
	millis := []float64{}
	for i := 0; i < req.Runs; i++ {
		began := time.Now()
		res, q, err := o.exec(req, ng)
		if err != nil {
			return fail(err)
		}
		if res.Err != nil {
			return fail(res.Err)
		}
		millis = append(millis, float64(time.Since(began).Microseconds())/1000)
		q.Close()
	}
	return answer{Millis: millis}
}

func (o *oracle) query(req request, ng *promql.Engine) (reply answer) {
	res, q, err := o.exec(req, ng)
	if err != nil {
		return answer{Error: err.Error(), Kind: "create"}
	}
	defer q.Close()
	reply.Warnings, reply.Infos = texts(res.Warnings, req.Query)
	if res.Err != nil {
		reply.Error, reply.Kind = res.Err.Error(), "execute"
		return reply
	}
	reply.Result, err = encode(res.Value)
	if err != nil {
		return answer{Error: err.Error(), Kind: "oracle"}
	}
	return reply
}

func texts(annos annotations.Annotations, query string) (warnings, infos []string) {
	warnings, infos = annos.AsStrings(query, 0, 0)
	sort.Strings(warnings)
	sort.Strings(infos)
	return warnings, infos
}

type point struct {
	T int64  `json:"t"`
	V string `json:"v,omitempty"`
	H string `json:"h,omitempty"`
}

type row struct {
	Labels map[string]string `json:"labels"`
	Points []point           `json:"points"`
}

func number(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

func describe(h *histogram.FloatHistogram) string {
	return fmt.Sprintf("%s schema:%d zero:%g hint:%d bounds:%v", h.String(), h.Schema, h.ZeroThreshold, h.CounterResetHint, h.CustomValues)
}

func encode(value parser.Value) (json.RawMessage, error) {
	switch v := value.(type) {
	case promql.Scalar:
		return json.Marshal(map[string]any{"type": "scalar", "value": number(v.V)})
	case promql.String:
		return json.Marshal(map[string]any{"type": "string", "value": v.V})
	case promql.Vector:
		rows := []row{}
		for _, s := range v {
			p := point{T: s.T}
			if s.H != nil {
				p.H = describe(s.H)
			} else {
				p.V = number(s.F)
			}
			rows = append(rows, row{Labels: s.Metric.Map(), Points: []point{p}})
		}
		return json.Marshal(map[string]any{"type": "vector", "rows": rows})
	case promql.Matrix:
		rows := []row{}
		for _, s := range v {
			r := row{Labels: s.Metric.Map(), Points: []point{}}
			for _, p := range s.Floats {
				r.Points = append(r.Points, point{T: p.T, V: number(p.F)})
			}
			for _, p := range s.Histograms {
				r.Points = append(r.Points, point{T: p.T, H: describe(p.H)})
			}
			rows = append(rows, r)
		}
		return json.Marshal(map[string]any{"type": "matrix", "rows": rows})
	}
	return nil, fmt.Errorf("unexpected value %T", value)
}

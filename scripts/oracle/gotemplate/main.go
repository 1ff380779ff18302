// Answers what Go's own template packages do with each case on standard input: one JSON object a line.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	htmltemplate "html/template"
	"os"
	texttemplate "text/template"

	"github.com/prometheus/alertmanager/template"
)

type testCase struct {
	Mode       string          `json:"mode"`
	Text       string          `json:"text"`
	Data       json.RawMessage `json:"data"`
	MissingKey string          `json:"missingKey"`
}

type answer struct {
	Out string `json:"out"`
	Err string `json:"err"`
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(make([]byte, 1<<20), 1<<26)
	out := json.NewEncoder(os.Stdout)
	for in.Scan() {
		var c testCase
		if err := json.Unmarshal(in.Bytes(), &c); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		text, err := run(c)
		a := answer{Out: text}
		if err != nil {
			a.Err = err.Error()
		}
		out.Encode(a)
	}
}

func run(c testCase) (string, error) {
	var data any
	if c.Mode == "alert" || c.Mode == "alert-html" {
		var d template.Data
		if err := json.Unmarshal(c.Data, &d); err != nil {
			return "", err
		}
		t, err := template.FromGlobs(nil)
		if err != nil {
			return "", err
		}
		if c.Mode == "alert" {
			return t.ExecuteTextString(c.Text, &d)
		}
		return t.ExecuteHTMLString(c.Text, &d)
	}
	if len(c.Data) > 0 {
		if err := json.Unmarshal(c.Data, &data); err != nil {
			return "", err
		}
	}
	option := "missingkey=" + c.MissingKey
	if c.MissingKey == "" {
		option = "missingkey=default"
	}
	var buf bytes.Buffer
	if c.Mode == "html" {
		t, err := htmltemplate.New("t").Option(option).Funcs(htmltemplate.FuncMap(template.DefaultFuncs)).Parse(c.Text)
		if err != nil {
			return "", err
		}
		err = t.Execute(&buf, data)
		return buf.String(), err
	}
	t, err := texttemplate.New("t").Option(option).Funcs(texttemplate.FuncMap(template.DefaultFuncs)).Parse(c.Text)
	if err != nil {
		return "", err
	}
	err = t.Execute(&buf, data)
	return buf.String(), err
}

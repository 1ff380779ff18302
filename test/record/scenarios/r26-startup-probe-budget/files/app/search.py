import http.server, logging, os, sys, time
logging.basicConfig(level=logging.INFO, stream=sys.stdout, format="%(asctime)s %(levelname)s %(message)s")
log = logging.getLogger()
log.info("catalog-search 4.2.0 starting")
log.warning("synonyms.txt has 12 duplicate entries")
for shard in range(int(os.environ.get("SHARDS", "40"))):
    if shard % 5 == 0:
        log.info("loading shard %d of %s", shard, os.environ.get("SHARDS", "40"))
    time.sleep(1)
class H(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers(); self.wfile.write(b"ok")
    def log_message(self, *a): pass
log.info("ready on :8080")
http.server.ThreadingHTTPServer(("", 8080), H).serve_forever()

import http.server, os, logging
logging.basicConfig(level=logging.INFO, format="%(levelname)s:%(name)s:%(message)s")
logging.info("id-check 2.1.0")
try:
    open("/var/log/id-check.log", "a")
except OSError as e:
    logging.warning("file log disabled: %s", e)
os.makedirs("/app/cache/models", exist_ok=True)
with open("/app/cache/models/idx", "w") as f:
    f.write("1")
http.server.HTTPServer(("", 8080), http.server.SimpleHTTPRequestHandler).serve_forever()

from flask import Flask
import rates
app = Flask(__name__)
@app.get("/healthz")
def healthz():
    return "ok"

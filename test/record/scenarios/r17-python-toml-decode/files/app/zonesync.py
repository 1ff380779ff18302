import sys, time, tomllib
print("zonesync 0.3.9", file=sys.stderr)
def load(path):
    with open(path, "rb") as f:
        return tomllib.load(f)
conf = load("/etc/zonesync/config.toml")
while True:
    time.sleep(conf["interval"])

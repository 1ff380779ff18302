import psycopg2
STEPS = [("0001_base", "CREATE TABLE IF NOT EXISTS schema_version(v text)"), ("0002_tenant_plan", "ALTER TABLE tenants ADD COLUMN plan text")]
c = psycopg2.connect(host="tenancy-pg", user="app", dbname="postgres")
for name, sql in STEPS:
    print("applying migration", name)
    c.cursor().execute(sql)
c.commit()

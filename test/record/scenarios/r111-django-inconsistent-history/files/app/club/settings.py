SECRET_KEY='x'
INSTALLED_APPS=['members']
DATABASES={'default':{'ENGINE':'django.db.backends.sqlite3','NAME':'/tmp/db'}}
USE_TZ=True
DEFAULT_AUTO_FIELD='django.db.models.BigAutoField'

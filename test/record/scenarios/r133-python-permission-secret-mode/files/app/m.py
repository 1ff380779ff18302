import logging
logging.basicConfig(level=logging.INFO)
logging.info('mailer 1.2.0')
def password():
    with open('/secrets/smtp-password') as f:
        return f.read()
password()

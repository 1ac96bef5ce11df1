-- psql 15 or newer: the password is the environment's.
\getenv password CINEAI_PASSWORD_DASHBOARD
alter role cineai_dashboard login password :'password';

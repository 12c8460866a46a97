-- Once, as PostgreSQL's administrator:  sudo -u postgres psql -v app="'…'" -v owner="'…'" -f deploy/postgresql.sql
-- Three roles. The owner holds the tables and changes their shape. The application's role owns nothing and cannot step over
-- row-level security. The keeper reads everything for backups; nobody can log in as it, the owner steps into it.
\set ON_ERROR_STOP on
CREATE ROLE entraide_owner LOGIN CREATEDB PASSWORD :owner;
CREATE ROLE entraide_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD :app;
CREATE ROLE entraide_keeper NOLOGIN BYPASSRLS;
GRANT pg_read_all_data TO entraide_keeper;
GRANT entraide_keeper TO entraide_owner;
-- A function of the directory carries this setting; without the grant only a superuser could restore it.
GRANT SET ON PARAMETER pg_trgm.similarity_threshold TO entraide_owner;
CREATE DATABASE entraide OWNER entraide_owner ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0;
ALTER ROLE entraide_app CONNECTION LIMIT 60;
ALTER ROLE entraide_app SET timezone = 'UTC';

-- The log tells that something failed and not with whose words.
ALTER SYSTEM SET log_error_verbosity = 'terse';
ALTER SYSTEM SET log_min_error_statement = 'panic';
ALTER SYSTEM SET log_statement = 'none';
ALTER SYSTEM SET log_min_duration_statement = -1;
ALTER SYSTEM SET log_parameter_max_length = 0;
ALTER SYSTEM SET log_parameter_max_length_on_error = 0;
ALTER SYSTEM SET password_encryption = 'scram-sha-256';
SELECT pg_reload_conf();

\connect entraide
CREATE EXTENSION IF NOT EXISTS pg_trgm;
REVOKE ALL ON DATABASE entraide FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE entraide TO entraide_owner;
GRANT CONNECT ON DATABASE entraide TO entraide_app, entraide_keeper;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT ALL ON SCHEMA public TO entraide_owner;
GRANT USAGE ON SCHEMA public TO entraide_app;
ALTER DEFAULT PRIVILEGES FOR ROLE entraide_owner IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO entraide_app;
ALTER DEFAULT PRIVILEGES FOR ROLE entraide_owner IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO entraide_app;
ALTER DEFAULT PRIVILEGES FOR ROLE entraide_owner IN SCHEMA public GRANT EXECUTE ON FUNCTIONS TO entraide_app;

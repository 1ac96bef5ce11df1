-- Checks the rows that were there before our constraints, in a transaction of its own: it holds up no writer.
-- A foreign key that old rows break stays as it is, binding new rows only: deleting the app's rows is not ours to do.

set local lock_timeout = '2s';
set local client_min_messages = 'warning';

do $$
declare
    unchecked record;
begin
    for unchecked in
        select conrelid::regclass as tbl, conname, contype
          from pg_catalog.pg_constraint
         where not convalidated
           and conname like 'cineai\_%'
           and connamespace = 'public'::regnamespace
         order by 1, 2
    loop
        begin
            execute format('alter table %s validate constraint %I', unchecked.tbl, unchecked.conname);
        exception
            when foreign_key_violation then
                raise warning '% on % stays not valid: %', unchecked.conname, unchecked.tbl, sqlerrm;
        end;
    end loop;
end
$$;

package io.cineai.store.schema;

import io.cineai.testkit.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** What the system catalogue says of schemas public, cineai and auth, as lines that can be compared. */
final class Catalogue {
    private static final String EVERYTHING = """
            with spaces as (select oid, nspname from pg_namespace where nspname in ('public', 'cineai', 'auth')),
                 relations as (select c.*, s.nspname || '.' || c.relname as name
                                 from pg_class c
                                 join spaces s
                                   on s.oid = c.relnamespace
                                where c.relname not like 'flyway%')
            select concat_ws(' ', 'relation', name, relkind, relrowsecurity, reloptions,
                             array(select acl::text from unnest(relacl) acl order by 1)) as line
              from relations
            union all
            select concat_ws(' ', 'column', r.name, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
                             a.attstorage, a.attacl, pg_get_expr(d.adbin, d.adrelid))
              from relations r
              join pg_attribute a
                on a.attrelid = r.oid
               and a.attnum > 0
               and not a.attisdropped
              left join pg_attrdef d
                on d.adrelid = r.oid
               and d.adnum = a.attnum
            union all
            select concat_ws(' ', 'constraint', r.name, k.conname, k.convalidated, pg_get_constraintdef(k.oid))
              from relations r
              join pg_constraint k
                on k.conrelid = r.oid
            union all
            select concat_ws(' ', 'index', pg_get_indexdef(i.indexrelid), i.indisvalid)
              from relations r
              join pg_index i
                on i.indrelid = r.oid
            union all
            select concat_ws(' ', 'policy', r.name, p.polname, p.polcmd, p.polpermissive,
                             array(select rolname from pg_roles where oid = any (p.polroles) order by rolname),
                             pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
              from relations r
              join pg_policy p
                on p.polrelid = r.oid
            union all
            select concat_ws(' ', 'view', name, pg_get_viewdef(oid))
              from relations
             where relkind = 'v'
            union all
            select concat_ws(' ', 'function', pg_get_functiondef(p.oid),
                             array(select acl::text from unnest(p.proacl) acl order by 1))
              from pg_proc p
              join spaces s
                on s.oid = p.pronamespace
            order by 1""";

    /** Grants to others than our own roles, one line a privilege. */
    private static final String PRIVILEGES = """
            with objects as (select s.nspname || '.' || c.relname as name, acl.*
                               from pg_class c
                               join pg_namespace s
                                 on s.oid = c.relnamespace
                              cross join lateral aclexplode(c.relacl) acl
                              where s.nspname in ('public', 'cineai')
                             union all
                             select s.nspname || '.' || c.relname || '.' || a.attname, acl.*
                               from pg_attribute a
                               join pg_class c
                                 on c.oid = a.attrelid
                               join pg_namespace s
                                 on s.oid = c.relnamespace
                              cross join lateral aclexplode(a.attacl) acl
                              where s.nspname in ('public', 'cineai')
                             union all
                             select s.nspname || '.' || p.proname || '()', acl.*
                               from pg_proc p
                               join pg_namespace s
                                 on s.oid = p.pronamespace
                              cross join lateral aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) acl
                              where s.nspname in ('public', 'cineai')
                             union all
                             select s.nspname, acl.*
                               from pg_namespace s
                              cross join lateral aclexplode(coalesce(s.nspacl, acldefault('n', s.nspowner))) acl
                              where s.nspname = 'cineai')
            select coalesce(r.rolname, 'public') || ' ' || lower(o.privilege_type) || ' ' || o.name
              from objects o
              left join pg_roles r
                on r.oid = o.grantee
             where coalesce(r.rolname, 'public') = any (string_to_array(?, ','))
             order by 1""";

    private static final String APP_POLICIES = """
            select tablename, policyname, cmd, roles, qual, with_check
              from pg_policies
             where schemaname = 'public'
               and policyname not like 'cineai%'
               and tablename = any (string_to_array(?, ','))
             order by 1, 2""";

    private Catalogue() {}

    static List<String> of(Session session) throws SQLException {
        return session.rows(EVERYTHING);
    }

    /** Lines that only one of the two has: {@code -} before, {@code +} after. */
    static List<String> difference(List<String> before, List<String> after) {
        return Stream.concat(
                        before.stream().filter(line -> !after.contains(line)).map(line -> "- " + line),
                        after.stream().filter(line -> !before.contains(line)).map(line -> "+ " + line))
                .toList();
    }

    /** {@code <role> <privilege> <object>} for each of these roles, joined by a comma; {@code public} is everyone. */
    static List<String> privilegesOf(Session session, String roles) throws SQLException {
        return session.rows(PRIVILEGES, roles);
    }

    static List<String> appPolicies(Session session, String tables) throws SQLException {
        return session.rows(APP_POLICIES, tables);
    }
}

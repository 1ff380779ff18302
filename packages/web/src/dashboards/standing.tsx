import { BRANCHES, type Branch } from '@unloop/engine/catalogue'
import type { IncidentRow } from '../api/answers.ts'
import { Section } from '../parts/section.tsx'
import { SortableTable } from '../parts/sortable-table.tsx'

/** What the incidents themselves tell, without any metrics. */
export function Standing({ rows }: { readonly rows: readonly IncidentRow[] }) {
  // Those that are resolved would hide who crashes now.
  const open = rows.filter(({ state }) => state === 'open')
  const branches = (Object.keys(BRANCHES) as Branch[]).map((branch) => {
    const own = open.filter((row) => row.branch === branch)
    return {
      branch,
      incidents: own.length,
      crashes: own.reduce((sum, row) => sum + row.crashes, 0),
    }
  })
  return (
    <>
      <Section id="offenders" title="Worst offenders" note="restarts since each incident opened">
        <SortableTable
          label="Workloads by restarts"
          rows={open.toSorted((a, b) => b.crashes - a.crashes).slice(0, 10)}
          keyOf={({ id }) => id}
          find=""
          sort=""
          onSort={() => undefined}
          columns={[
            { id: 'place', name: 'Workload', value: (row) => `${row.namespace}/${row.workload}` },
            { id: 'crashes', name: 'Restarts', value: ({ crashes }) => crashes },
            {
              id: 'title',
              name: 'Cause',
              value: ({ title }) => title,
              cell: ({ id, title }) => <a href={`/i/${encodeURIComponent(id)}`}>{title}</a>,
            },
          ]}
        />
      </Section>
      <Section id="branches" title="By branch of the runbook">
        <SortableTable
          label="By branch"
          rows={branches}
          keyOf={({ branch }) => branch}
          find=""
          sort=""
          onSort={() => undefined}
          columns={[
            { id: 'branch', name: 'Branch', value: ({ branch }) => BRANCHES[branch] },
            { id: 'incidents', name: 'Open incidents', value: ({ incidents }) => incidents },
            { id: 'crashes', name: 'Restarts', value: ({ crashes }) => crashes },
          ]}
        />
      </Section>
    </>
  )
}

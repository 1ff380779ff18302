import { getRouteApi } from '@tanstack/react-router'
import { BRANCHES, CATALOGUE, CAUSE_IDS, isCauseId, type Branch } from '@unloop/engine/catalogue'
import { EXIT_CODES, lookUp, REASONS, topicNames, type Found } from '@unloop/engine/explain'
import { CommandBlock } from '../parts/command.tsx'
import { Empty } from '../parts/states.tsx'
import { Section } from '../parts/section.tsx'
import css from './explain.module.css'

const route = getRouteApi('/explain/$code')

/** What a cause, an exit code or a reason means: the same as `unloop explain` prints. */
export function ExplainPage() {
  const { code } = route.useParams()
  const found = lookUp(code)
  if (found === null)
    return (
      <Empty title={`Nothing is known of ${code}`}>
        <p>
          {topicNames().length} codes and reasons are under <a href="/explain">Explain</a>.
        </p>
      </Empty>
    )
  return <Topic found={found} />
}

/** One cause, exit code, signal or reason. */
function Topic({ found: { kind, name, topic } }: { readonly found: Found }) {
  const causes = (topic.causes ?? []).filter(isCauseId)
  return (
    <article className={css['page']}>
      <p className={css['kind']}>
        <a href="/explain">Explain</a> / {kind}
        {isCauseId(name) ? ` / ${BRANCHES[CATALOGUE[name].branch]}` : ''}
      </p>
      <h1>
        <code>{name}</code>
      </h1>
      <p className={css['lead']}>{topic.title}.</p>
      <p>{topic.meaning}</p>
      <Section id="check" title="Check">
        {topic.check.map((command) => (
          <CommandBlock key={command} command={command} />
        ))}
      </Section>
      <Section id="fix" title="What helps">
        <ul className={css['list']}>
          {topic.fix.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Section>
      {causes.length === 0 ? null : (
        <Section id="causes" title="Usual causes">
          <Names of={causes.map((id) => [id, CATALOGUE[id].means])} />
        </Section>
      )}
    </article>
  )
}

/** Everything that can be explained. */
export function ExplainListPage() {
  const branches = Object.keys(BRANCHES) as Branch[]
  return (
    <article className={css['page']}>
      <h1>Explain</h1>
      {branches.map((branch) => (
        <Section key={branch} id={branch} title={BRANCHES[branch]}>
          <Names
            of={CAUSE_IDS.filter((id) => CATALOGUE[id].branch === branch).map((id) => [
              id,
              CATALOGUE[id].means,
            ])}
          />
        </Section>
      ))}
      <Section id="codes" title="Exit codes" note="128 + n is an end by signal n">
        <Names of={Object.entries(EXIT_CODES).map(([code, { title }]) => [code, title])} />
      </Section>
      <Section id="reasons" title="Reasons">
        <Names of={Object.entries(REASONS).map(([name, { title }]) => [name, title])} />
      </Section>
    </article>
  )
}

/** Names with what they mean, each a link. */
function Names({ of }: { readonly of: readonly (readonly [string, string])[] }) {
  return (
    <dl className={css['names']}>
      {of.map(([name, text]) => (
        <div key={name}>
          <dt>
            <a href={`/explain/${encodeURIComponent(name)}`}>
              <code>{name}</code>
            </a>
          </dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  )
}

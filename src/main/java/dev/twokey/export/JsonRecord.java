package dev.twokey.export;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.twokey.approval.Review;
import dev.twokey.approval.Rule;
import dev.twokey.gameday.Report;
import dev.twokey.plan.PlanHash;
import dev.twokey.timeline.DrillRun;
import dev.twokey.timeline.Entry;
import dev.twokey.timeline.Facts;
import dev.twokey.timeline.Impact;
import dev.twokey.timeline.IncidentReport;
import dev.twokey.timeline.KeyTime;
import dev.twokey.timeline.Measure;
import dev.twokey.timeline.NamedCause;
import dev.twokey.timeline.Outage;
import dev.twokey.timeline.Provenance;
import dev.twokey.timeline.Signing;
import dev.twokey.timeline.Timeline;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes one record, an entry a line. */
final class JsonRecord {
  private final IncidentReport report;
  private final JsonGenerator out;

  JsonRecord(IncidentReport report, JsonGenerator out) {
    this.report = report;
    this.out = out;
  }

  /** Something that is written. */
  private interface Part<T> {
    void write(T value) throws IOException;
  }

  void write() throws IOException {
    Timeline timeline = report.timeline();
    out.writeStartObject();
    out.writeStringField("format", JsonExport.FORMAT);
    out.writeNumberField("version", JsonExport.VERSION);
    incident(timeline.facts());
    time("as_of", timeline.asOf());
    outage(report.outage());
    list("key_times", List.copyOf(timeline.times().reached().values()), this::keyTime);
    list("measures", timeline.times().measures(), this::measure);
    texts("contradictions", timeline.times().contradictions());
    list("causes", timeline.causes(), this::cause);
    list("impacts", timeline.impacts(), this::impact);
    list("operations", timeline.signings(), this::signing);
    list("drills", timeline.drills(), this::drill);
    counts(timeline);
    entries(timeline.entries());
    provenance(report.provenance());
    out.writeEndObject();
  }

  private void incident(Facts facts) throws IOException {
    out.writeObjectFieldStart("incident");
    out.writeStringField("id", facts.id());
    out.writeStringField("title", facts.title());
    out.writeStringField("environment", facts.environment());
    out.writeStringField("opened_by", facts.openedBy());
    out.writeStringField("where", facts.where());
    out.writeBooleanField("automatic", facts.automatic());
    out.writeBooleanField("demo", facts.demo());
    time("opened_at", facts.opened());
    text("closed_at", facts.closed().map(Instant::toString));
    text("closed_by", facts.closedBy());
    out.writeEndObject();
  }

  private void outage(Outage outage) throws IOException {
    out.writeObjectFieldStart("outage");
    span("milliseconds", outage.length());
    out.writeBooleanField("at_least", outage.atLeast());
    out.writeStringField("basis", outage.basis());
    out.writeStringField("postmortem", outage.postmortem().word());
    span("postmortem_after_milliseconds", report.postmortemAfter());
    out.writeEndObject();
  }

  private void keyTime(KeyTime time) throws IOException {
    out.writeStringField("name", time.milestone().word());
    time("at", time.at());
    out.writeStringField("how", time.how());
    out.writeNumberField("record", time.position());
  }

  private void measure(Measure measure) throws IOException {
    out.writeStringField("name", measure.name());
    out.writeStringField("definition", measure.definition());
    span("milliseconds", measure.value());
    text(
        "missing", measure.missing().isEmpty() ? Optional.empty() : Optional.of(measure.missing()));
  }

  private void cause(NamedCause cause) throws IOException {
    out.writeStringField("id", cause.id());
    out.writeStringField("environment", cause.environment());
    time("first_at", cause.first());
    texts("says", cause.says());
    out.writeNumberField("record", cause.position());
  }

  private void impact(Impact impact) throws IOException {
    out.writeStringField("environment", impact.environment());
    out.writeStringField("subsystem", impact.subsystem());
    out.writeStringField("effect", impact.effect());
    out.writeStringField("severity", impact.severity());
    out.writeStringField("note", impact.note());
    out.writeNumberField("record", impact.position());
  }

  private void signing(Signing s) throws IOException {
    out.writeStringField("id", s.operation());
    out.writeStringField("title", s.title());
    out.writeStringField("environment", s.environment());
    out.writeBooleanField("drill", s.drill());
    out.writeStringField("requested_by", s.requester().id());
    time("requested_at", s.requested());
    plan(s.plan());
    if (s.asked().isPresent()) {
      asked(s.asked().get());
    } else {
      out.writeNullField("signatures_asked");
    }
    list("reviews", s.reviews(), this::review);
    text("authority", s.authority().map(_ -> s.authorityText()));
    text("authorised_at", s.authorised().map(Instant::toString));
    span("second_key_after_milliseconds", s.toSecondKey());
    out.writeBooleanField("review_due", s.reviewDue());
    text("ending", s.ending().map(e -> e.name().toLowerCase(Locale.ROOT)));
    out.writeNumberField("record", s.position());
  }

  private void asked(Signing.Asked asked) throws IOException {
    out.writeObjectFieldStart("signatures_asked");
    time("at", asked.at());
    out.writeStringField("role", asked.rule().of());
    out.writeNumberField("quorum", asked.rule().quorum());
    list("demands", asked.rule().all(), this::demand);
    texts("may_sign", asked.people().stream().map(Object::toString).toList());
    out.writeEndObject();
  }

  private void demand(Rule.Demand demand) throws IOException {
    out.writeStringField("role", demand.of());
    out.writeNumberField("quorum", demand.quorum());
    out.writeStringField("why", demand.why());
  }

  private void review(Review review) throws IOException {
    out.writeStringField("by", review.by().id());
    out.writeStringField("account", review.through().toString());
    out.writeBooleanField("approves", review.approves());
    out.writeStringField("plan_hash", review.planHash());
    out.writeStringField("reason", review.reason());
    time("at", review.at());
  }

  private void drill(DrillRun run) throws IOException {
    out.writeStringField("operation", run.operation());
    out.writeStringField("title", run.title());
    out.writeStringField("environment", run.environment());
    out.writeStringField("runbook", run.truth().runbook());
    out.writeStringField("drill", run.truth().drill());
    out.writeStringField("true_cause", run.truth().cause());
    out.writeStringField("grade", run.report().grade().name().toLowerCase(Locale.ROOT));
    list("marks", run.report().marks(), this::mark);
    span("detected_after_milliseconds", run.report().detectedAfter());
    span("detected_within_milliseconds", Optional.of(run.truth().detectedWithin()));
    texts("first_causes", run.report().firstCauses());
    out.writeBooleanField("right_cause_first", run.report().rightCauseFirst());
    span("recovered_after_milliseconds", run.report().recoveredAfter());
    span("recovered_within_milliseconds", Optional.of(run.truth().recoveredWithin()));
    texts("findings", run.report().findings());
    out.writeNumberField("record", run.position());
  }

  private void mark(Report.Mark mark) throws IOException {
    out.writeStringField("name", mark.name());
    text("at", mark.at().map(Instant::toString));
  }

  private void counts(Timeline timeline) throws IOException {
    out.writeObjectFieldStart("counts");
    out.writeNumberField("rows", timeline.entries().size());
    out.writeNumberField("records", timeline.counts().records());
    out.writeNumberField("folded", timeline.counts().folded());
    out.writeNumberField("unplaced", timeline.counts().unplaced());
    out.writeEndObject();
  }

  private void entries(List<Entry> entries) throws IOException {
    out.writeArrayFieldStart("entries");
    int row = 0;
    for (Entry entry : entries) {
      row++;
      newLine();
      out.writeStartObject();
      out.writeNumberField("row", row);
      out.writeNumberField("record", entry.position());
      out.writeStringField("stream", entry.stream());
      time("at", entry.at());
      out.writeStringField("environment", entry.environment());
      out.writeStringField("actor", entry.actor());
      out.writeStringField("kind", entry.kind().word());
      out.writeStringField("what", entry.what());
      texts("evidence", entry.evidence());
      plan(entry.plan());
      out.writeBooleanField("refused", entry.refused());
      out.writeBooleanField("drill", entry.drill());
      out.writeBooleanField("demo", entry.demo());
      out.writeBooleanField("review", entry.review());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void plan(Optional<PlanHash> plan) throws IOException {
    if (plan.isEmpty()) {
      out.writeNullField("plan");
      return;
    }
    out.writeObjectFieldStart("plan");
    out.writeStringField("code", plan.get().code());
    out.writeStringField("hash", plan.get().hex());
    out.writeEndObject();
  }

  private void provenance(Provenance provenance) throws IOException {
    out.writeObjectFieldStart("provenance");
    out.writeNumberField("head_record", provenance.head().position());
    out.writeStringField("head_hash", provenance.head().hash());
    out.writeBooleanField("verified", provenance.isProven());
    out.writeStringField("says", provenance.line(report.timeline().entries().size()));
    out.writeEndObject();
  }

  private <T> void list(String name, List<T> values, Part<T> part) throws IOException {
    out.writeArrayFieldStart(name);
    for (T value : values) {
      newLine();
      out.writeStartObject();
      part.write(value);
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void texts(String name, List<String> texts) throws IOException {
    out.writeArrayFieldStart(name);
    for (String text : texts) {
      out.writeString(text);
    }
    out.writeEndArray();
  }

  private void time(String name, Instant at) throws IOException {
    out.writeStringField(name, at.toString());
  }

  private void text(String name, Optional<String> text) throws IOException {
    if (text.isPresent()) {
      out.writeStringField(name, text.get());
    } else {
      out.writeNullField(name);
    }
  }

  private void span(String name, Optional<Duration> span) throws IOException {
    if (span.isPresent()) {
      out.writeNumberField(name, span.get().toMillis());
    } else {
      out.writeNullField(name);
    }
  }

  private void newLine() throws IOException {
    out.writeRaw('\n');
  }
}

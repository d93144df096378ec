#include "app/cli/check/explain.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/cli/check/finding.h"

namespace losslab::cli {
namespace {

// So many rows of each kind decide which mistake it is, fewer where each has many numbers; all are then marked.
constexpr std::size_t most_sampled = 300, least_sampled = 20, most_numbers = 100'000;
constexpr int most_findings = 4;  // for one loss

bool any(const Cells& cells) { return cells[0] || cells[1] || cells[2]; }

// How far a hypothesis accounts for rows.
template <class Argument>
struct TallyOf {
  std::array<int, 3> explained{}, against{};
  std::array<std::vector<double>, 3> ours;  // distinct, up to three
  std::vector<Argument> arguments;          // the same
  int rows = 0;
  Cells columns{};  // where it holds

  int score() const {
    int sum = 0;
    for (std::size_t q = 0; q < 3; ++q) sum += columns[q] ? explained[q] - against[q] : 0;
    return sum;
  }
};

template <class T>
void note_distinct(std::vector<T>& numbers, const T& number) {
  if (numbers.size() < 3 && std::ranges::find(numbers, number) == numbers.end()) numbers.push_back(number);
}

template <class Row>
class Search {
 public:
  Search(const std::vector<Row>& rows, const Tolerance& tolerance)
      : rows_(rows), tolerance_{std::max(tolerance.relative, 1e-12), tolerance.absolute} {
    open_.reserve(rows.size());
    for (const Row& row : rows) open_.push_back(row.differs);
  }

  void whole_table();
  void each_loss();
  Explanation result() const;

 private:
  using Hypothesis = HypothesisOf<Row>;
  using Rows = RowsOf<Row>;
  using Tally = TallyOf<typename Row::Argument>;

  Cells& open(const Row& row) { return open_[static_cast<std::size_t>(&row - rows_.data())]; }
  bool hits(const Hypothesis& h, const Row& row, const typename Row::Numbers& expected, std::size_t q) const {
    const auto quantity = all_quantities[q];
    if (h.explains) return h.explains(row, quantity);
    return tolerance_.accepts(numbers_of(row.theirs, quantity), numbers_of(expected, quantity));
  }
  // An open number that the mistake accounts for, and where it shows: what is near ours is not another's for being as
  // near to that.
  bool accounts(const Hypothesis& h, const Row& row, const typename Row::Numbers& expected, std::size_t q) const {
    const auto quantity = all_quantities[q];
    if (!hits(h, row, expected, q)) return false;
    return h.explains || !tolerance_.accepts(numbers_of(expected, quantity), numbers_of(row.ours, quantity));
  }
  std::vector<const Row*> sample(Rows rows);
  Tally tally(const Hypothesis& h, Rows rows);
  bool holds(const Hypothesis& h, const Tally& t, const Tally& all) const;
  // All that is open, as if everything were explained.
  Tally open_tally(Rows rows);
  const Hypothesis* best(const std::vector<Hypothesis>& list, Rows rows, std::size_t least_arguments, Tally& winner);
  Finding take(const Hypothesis& h, const Cells& columns, Rows rows);
  std::string also_known(const std::vector<Hypothesis>& list, const Hypothesis& found, const Tally& winner, Rows rows);
  std::string another_loss(const typename Row::Kind& loss, bool same_parameters, const Tally& winner, Rows rows);
  bool one_finding(Rows rows);
  void add(Finding finding);
  void add_remark(Rows rows);

  const std::vector<Row>& rows_;
  Tolerance tolerance_;
  std::vector<Cells> open_;
  std::vector<Finding> findings_;
  std::vector<std::string> remarks_;
};

// Rows with open numbers and rows that agree, each spread over the whole.
template <class Row>
std::vector<const Row*> Search<Row>::sample(Rows rows) {
  std::vector<const Row*> differing, agreeing, chosen;
  for (const Row* row : rows) {
    if (any(open(*row))) differing.push_back(row);
    if (!row->differs_at_all()) agreeing.push_back(row);
  }
  for (const auto* list : {&differing, &agreeing}) {
    if (list->empty()) continue;
    const std::size_t affordable = most_numbers / std::max<std::size_t>(1, size_of(list->front()->x));
    const std::size_t n = std::min(list->size(), std::clamp(affordable, least_sampled, most_sampled));
    for (std::size_t k = 0; k < n; ++k) chosen.push_back((*list)[k * list->size() / n]);
  }
  return chosen;
}

template <class Row>
TallyOf<typename Row::Argument> Search<Row>::tally(const Hypothesis& h, Rows rows) {
  Tally t;
  for (const Row* row : rows) {
    const typename Row::Numbers expected = h.expected ? h.expected(*row) : typename Row::Numbers{};
    bool explained = false;
    for (std::size_t q = 0; q < 3; ++q) {
      const bool is_open = open(*row)[q];
      if (!row->compared[q] || (row->differs[q] && !is_open)) continue;
      if (h.expected && !are_known(numbers_of(expected, all_quantities[q]))) continue;
      if (is_open && accounts(h, *row, expected, q)) {
        ++t.explained[q];
        explained = true;
        for (const double ours : numbers_of(row->ours, all_quantities[q])) note_distinct(t.ours[q], std::fabs(ours));
      } else if (!is_open && h.everywhere && !h.explains && !hits(h, *row, expected, q)) {
        ++t.against[q];
      }
    }
    if (!explained) continue;
    ++t.rows;
    note_distinct(t.arguments, row->x);
  }
  for (std::size_t q = 0; q < 3; ++q) t.columns[q] = t.explained[q] > 2 * t.against[q];
  return t;
}

template <class Row>
TallyOf<typename Row::Argument> Search<Row>::open_tally(Rows rows) {
  Tally t;
  for (const Row* row : rows) {
    for (std::size_t q = 0; q < 3; ++q) t.explained[q] += open(*row)[q] ? 1 : 0;
    t.rows += any(open(*row)) ? 1 : 0;
  }
  return t;
}

template <class Row>
bool Search<Row>::holds(const Hypothesis& h, const Tally& t, const Tally& all) const {
  if (t.rows < h.share * all.rows || t.score() <= 0) return false;
  if (!h.fitted) return true;
  // One column has to show the number at three different places; the others may only agree.
  bool shown = false;
  for (std::size_t q = 0; q < 3; ++q) {
    if (!t.columns[q]) continue;
    if (t.explained[q] < all.explained[q] || t.against[q] > 0) return false;
    shown = shown || t.ours[q].size() >= 3;
  }
  return shown;
}

template <class Row>
const HypothesisOf<Row>* Search<Row>::best(const std::vector<Hypothesis>& list, Rows rows, std::size_t least_arguments,
                                           Tally& winner) {
  const Tally all = open_tally(rows);
  const Hypothesis* found = nullptr;
  for (const Hypothesis& h : list) {
    Tally t = tally(h, rows);
    if (h.fitted) {
      // A column that a fitted number leaves partly open is not its own.
      for (std::size_t q = 0; q < 3; ++q) t.columns[q] = t.columns[q] && t.explained[q] == all.explained[q];
    }
    if (t.arguments.size() < least_arguments || !holds(h, t, all)) continue;
    const bool better = found == nullptr || t.score() > winner.score() ||
                        (t.score() == winner.score() && h.everywhere && !found->everywhere);
    if (!better) continue;
    found = &h;
    winner = t;
  }
  return found;
}

template <class Row>
Finding Search<Row>::take(const Hypothesis& h, const Cells& columns, Rows rows) {
  Finding finding{{}, h.what, h.why, "", columns, 0, 0, {}};
  for (const Row* row : rows) {
    const typename Row::Numbers expected = h.expected ? h.expected(*row) : typename Row::Numbers{};
    bool here = false;
    for (std::size_t q = 0; q < 3; ++q) {
      if (!columns[q]) continue;
      finding.total += row->differs[q] ? 1 : 0;
      if (!open(*row)[q] || !accounts(h, *row, expected, q)) continue;
      open(*row)[q] = false;
      ++finding.count;
      here = true;
    }
    if (here) finding.lines.push_back(row->line);
  }
  return finding;
}

// Other mistakes that lead to the very same numbers, two at most.
template <class Row>
std::string Search<Row>::also_known(const std::vector<Hypothesis>& list, const Hypothesis& found, const Tally& winner,
                                    Rows rows) {
  std::vector<const Hypothesis*> others;
  for (const Hypothesis& h : list) {
    const auto has_its_words = [&h](const Hypothesis* known) { return known->what == h.what; };
    if (!h.also || h.what == found.what || std::ranges::any_of(others, has_its_words)) continue;
    const Tally t = tally(h, rows);
    if (t.explained == winner.explained && t.against == winner.against) others.push_back(&h);
    if (others.size() == 2) break;
  }
  std::string text;
  for (const Hypothesis* h : others) {
    text += "; or they are " + h->what + (h->why.empty() ? std::string() : " (" + h->why + ")");
  }
  return text;
}

template <class Row>
std::string Search<Row>::another_loss(const typename Row::Kind& loss, bool same_parameters, const Tally& winner,
                                      Rows rows) {
  for (const Hypothesis& h : other_loss_hypotheses(loss, same_parameters)) {
    const Tally t = tally(h, rows);
    bool same = true;
    for (std::size_t q = 0; q < 3; ++q) {
      same = same && (!winner.columns[q] || (t.explained[q] == winner.explained[q] && t.against[q] == 0));
    }
    if (same) return "; these numbers are " + h.what;
  }
  return {};
}

// One mistake in the rows of one loss. False where none is found.
template <class Row>
bool Search<Row>::one_finding(Rows rows) {
  const std::vector<const Row*> sampled = sample(rows);
  if (sampled.empty() || !any(open(*sampled[0]))) return false;
  const typename Row::Kind& loss = sampled[0]->loss;
  const bool same_parameters = std::ranges::all_of(rows, [&](const Row* r) { return r->loss == loss; });
  std::vector<Hypothesis> list = exact_hypotheses(rows);
  append(list, other_loss_hypotheses(loss, same_parameters));
  const std::size_t exact_ones = list.size();
  append(list, arithmetic_hypotheses<Row>(&loss));
  append(list, parameter_value_hypotheses<Row>(rows));
  append(list, fitted_hypotheses<Row>(rows));
  Tally winner;
  const Hypothesis* found = best(list, sampled, 2, winner);
  const Tolerance exact = tolerance_;
  const char* suffix = "";
  if (found == nullptr && tolerance_.relative < 2e-6) {
    // The same mistakes in single precision, or printed with six digits.
    list.resize(exact_ones);
    tolerance_ = {2e-6, 1e-9};
    found = best(list, sampled, 3, winner);
    suffix = ", to about 6 digits";
  }
  if (found == nullptr) {
    tolerance_ = exact;
    return false;
  }
  const std::string same_as = found->may_be_another_loss ? another_loss(loss, same_parameters, winner, sampled) : "";
  const std::string also = also_known(list, *found, winner, sampled);
  Finding finding = take(*found, winner.columns, rows);
  tolerance_ = exact;
  finding.remark = suffix + also + same_as;
  const auto differs = [&rows](std::size_t q) {
    return std::ranges::any_of(rows, [q](const Row* r) { return r->differs[q]; });
  };
  const bool gradients = std::ranges::any_of(rows, [](const Row* r) { return r->compared[1]; });
  if (winner.columns[0] && gradients && !differs(1) && !differs(2)) finding.remark += "; the gradients are right";
  finding.labels.push_back(label_of(loss.id(), same_parameters ? loss.parameters_text() : ""));
  add(std::move(finding));
  return true;
}

// Losses that share a mistake share its sentence.
template <class Row>
void Search<Row>::add(Finding finding) {
  for (Finding& known : findings_) {
    if (known.what != finding.what || known.why != finding.why || known.remark != finding.remark ||
        known.columns != finding.columns) {
      continue;
    }
    if (std::ranges::find(known.labels, finding.labels[0]) == known.labels.end()) append(known.labels, finding.labels);
    known.count += finding.count;
    known.total += finding.total;
    append(known.lines, finding.lines);
    return;
  }
  findings_.push_back(std::move(finding));
}

// A single mistake behind every number that differs, in losses of several kinds.
template <class Row>
void Search<Row>::whole_table() {
  std::vector<const Row*> all;
  std::vector<std::string_view> ids;
  for (const Row& row : rows_) {
    all.push_back(&row);
    if (row.differs_at_all() && std::ranges::find(ids, row.loss.id()) == ids.end()) ids.push_back(row.loss.id());
  }
  if (ids.size() < 2) return;
  std::vector<Hypothesis> list = hypotheses_of_all(Rows(all));
  append(list, arithmetic_hypotheses<Row>(nullptr));
  append(list, fitted_hypotheses<Row>(all));
  Tally winner;
  const std::vector<const Row*> sampled = sample(all);
  const Hypothesis* found = best(list, sampled, 2, winner);
  if (found == nullptr || winner.explained != open_tally(sampled).explained) return;
  const std::vector<Cells> before = open_;
  Finding finding = take(*found, winner.columns, all);
  if (std::ranges::any_of(open_, any)) {
    open_ = before;
    return;
  }
  finding.labels.push_back(ids.size() == 2 ? std::string("both losses that differ")
                                           : fmt::format("all {} losses that differ", ids.size()));
  add(std::move(finding));
}

// Where nothing explains the values, it is worth knowing that only they are wrong.
template <class Row>
void Search<Row>::add_remark(Rows rows) {
  std::vector<typename Row::Argument> arguments;
  int wrong = 0;
  bool gradients = false;
  for (const Row* row : rows) {
    gradients = gradients || row->compared[1];
    if (row->differs[1]) return;
    if (!open(*row)[0]) continue;
    ++wrong;
    note_distinct(arguments, row->x);
  }
  if (arguments.size() < 3 || !gradients) return;
  remarks_.push_back(
      fmt::format("{}: the gradients are right and {} values are not: value and gradient do not belong "
                  "to the same function.",
                  rows[0]->loss.id(), wrong));
}

template <class Row>
void Search<Row>::each_loss() {
  std::vector<std::vector<const Row*>> groups;
  for (const Row& row : rows_) {
    const auto same = [&row](const auto& group) { return group[0]->loss.id() == row.loss.id(); };
    auto group = std::ranges::find_if(groups, same);
    if (group == groups.end()) group = groups.insert(groups.end(), std::vector<const Row*>());
    group->push_back(&row);
  }
  for (const auto& group : groups) {
    const std::size_t before = findings_.size();
    for (int i = 0; i < most_findings && one_finding(group); ++i) {
    }
    if (findings_.size() == before) add_remark(group);
  }
  std::ranges::stable_sort(findings_, std::greater(), &Finding::count);
}

template <class Row>
Explanation Search<Row>::result() const {
  Explanation explanation;
  for (const Finding& finding : findings_) explanation.sentences.push_back(sentence_of(finding));
  explanation.sentences.insert(explanation.sentences.end(), remarks_.begin(), remarks_.end());
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    explanation.explained.push_back(rows_[i].differs_at_all() && !any(open_[i]));
  }
  return explanation;
}

template <class Row>
Explanation explained(const std::vector<Row>& rows, const Tolerance& tolerance) {
  Search search(rows, tolerance);
  search.whole_table();
  search.each_loss();
  return search.result();
}

}  // namespace

Explanation explain(const std::vector<CheckedRow>& rows, const Tolerance& tolerance) {
  return explained(rows, tolerance);
}
Explanation explain(const std::vector<LogitsRow>& rows, const Tolerance& tolerance) {
  return explained(rows, tolerance);
}
Explanation explain(const std::vector<InputRow>& rows, const Tolerance& tolerance) {
  return explained(rows, tolerance);
}

}  // namespace losslab::cli

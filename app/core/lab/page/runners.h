#pragma once
#include <string>
#include <string_view>

#include "app/core/lab/page/lab_page.h"
#include "app/core/shell/state/loss_id.h"
#include "losses/learn/race/race.h"
#include "widgets/figure/language.h"
#include "widgets/figure/theme.h"

namespace losslab {

// Who runs in a laboratory is named by an id: that of a loss, or "huber#2" for a further run of the same loss, which
// has its own shape parameters and its own descent.

// Where the page's losses are of one variable: its loss with the parameters that it runs with.
Loss runner_loss(const Document& document, const LabPage& page, std::string_view runner);
// Where they are of logits: the same, with its correction.
ClassLoss runner_class_loss(const LabPage& page, std::string_view runner);
// Either one's name, "Huber", and where it stands in its list.
std::string loss_name(const Document& document, const LabPage& page, std::string_view runner, const Language& text);
int loss_index(const Document& document, const LabPage& page, std::string_view runner);
// The losses of logits that can run, by their index in vector_catalogue().
const std::vector<int>& class_losses();
// Of a loss of logits that all its runs share but further ones.
void set_class_parameter(LabPage& page, std::string_view id, std::string_view name, double value);
// Lets a loss of the page's list run, in the order of that, or takes it out; false where too many run.
bool toggle_runner(const Document& document, LabPage& page, std::string_view id);
// Its descent, with the rate that it is given (see Rates).
Optimizer runner_optimizer(const Document& document, const LabPage& page, std::string_view runner);
// Its number among the styles, which is also the key of its competitor in the race; that of a loss is its index.
int runner_series(const Document& document, const LabPage& page, std::string_view runner);
Competitor competitor_of(const Document& document, const LabPage& page, std::string_view runner);
// The runner with that number, or empty.
std::string runner_with(const Document& document, const LabPage& page, int series);

// "Huber"; where several run the same loss, or one descends by another method than the page's, with what tells it
// apart: "Huber, Adam".
std::string runner_name(const Document& document, const LabPage& page, std::string_view runner, const Language& text);
// The same with the shape parameters, for legends: "Huber (δ = 1.345), Adam".
std::string runner_label(const Document& document, const LabPage& page, std::string_view runner, const Language& text);

// Lets a further run of a runner's loss begin with what that has, and chooses it. Throws InputError where
// max_competitors run already.
void add_run(const Document& document, LabPage& page, const std::string& like, const Language& text);
void remove_run(LabPage& page, const std::string& runner);

}  // namespace losslab

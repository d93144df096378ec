#pragma once
#include <filesystem>
#include <fstream>
#include <string>

namespace losslab {

// A folder of assets with two small lessons and a course, for as long as it lives.
class Classroom {
 public:
  explicit Classroom(const std::filesystem::path& folder) : folder_(folder) {
    std::filesystem::create_directories(folder_ / "lessons");
    write("knee.toml", knee);
    write("line.toml", line);
    write("courses.toml",
          "order = [\"knee\", \"line\"]\n[[course]]\nid = \"short\"\nminutes = 20\ntitle = \"Robust\"\nlessons = "
          "[\"knee\", \"line\"]\n");
  }
  Classroom(const Classroom&) = delete;
  Classroom& operator=(const Classroom&) = delete;
  ~Classroom() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / "lessons" / name) << text;
  }
  std::string folder() const { return folder_.string(); }

  // Every kind of task, on the screen of losses.
  static constexpr const char* knee = R"toml(
title = "The knee"
about = "How Huber's loss turns into a line."
minutes = 10

[[step]]
title = "Two regions"
text = "At 9 squared error pulls with {loss.squared_error.gradient(9):.0f}, that is $2r$; the knee is at {huber.delta:.1f}."
offers = ["huber.delta"]
focus = "gradient"
[step.session]
view.screen = "losses"
losses.residual = ["squared_error", "huber"]
parameters.huber.delta = 1.5
[step.choose]
question = "Which one is bounded?"
[[step.choose.answer]]
text = "Squared error"
because = "It grows with the residual."
[[step.choose.answer]]
text = "Huber"
right = true
because = "It stays at $\\delta$."

[[step]]
text = "Now draw."
[step.session]
losses.residual = ["squared_error"]
[step.sketch]
question = "Draw Huber's gradient."
plot = "gradient"
curve = "huber"
from = -3
to = 3
explain = "It is bounded."
[step.sketch.reveal]
losses.residual = ["squared_error", "huber"]

[[step]]
text = "Estimate."
[step.estimate]
question = "Where is the knee?"
measure = "huber.delta"
from = 0
to = 4
tolerance = 0.2
plot = "gradient"
axis = "x"

[[step]]
text = "Move the knee."
offers = ["huber.delta"]
[step.do]
question = "Set it below 1."
until = "huber.delta < 1"

[[step]]
text = "Somebody wrote:"
[step.mistake]
question = "Which part is wrong?"
plot = "loss"
wrong = "where(abs(x) <= 1.5, x^2/2, abs(x))"
[[step.mistake.part]]
text = "$\\frac{r^2}{2}$ if $|r| \\le \\delta$"
[[step.mistake.part]]
text = "$\\delta|r|$ otherwise"
right = "$\\delta(|r| - \\frac{\\delta}{2})$ otherwise"
)toml";

  // A run.
  static constexpr const char* line = R"toml(
title = "A line through outliers"
minutes = 4
level = "further"
[[step]]
text = "The slope is {regression.squared_error.w1:.2f}."
offers = ["transport"]
[step.session]
view.screen = "regression"
view.position.regression = 0
view.length.regression = 0
regression.data = "line:n=20,outliers=0.2,seed=1"
[[step]]
text = "Later it is {regression.squared_error.w1:.2f}."
offers = ["transport", "rate"]
[step.session]
view.position.regression = 50
view.length.regression = 50
)toml";

 private:
  std::filesystem::path folder_;
};

}  // namespace losslab

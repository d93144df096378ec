// A loss as code: shown, copied and saved.
#include <imgui.h>

#include <fstream>
#include <sstream>

#include "app/core/shell/state/document.h"
#include "driver.h"
#include "losses/expression/code/loss_code.h"

namespace losslab {
namespace {

class LossCode : public Driver {
 protected:
  [[nodiscard]] bool shows(const std::string& control) {
    const bool there = until([&] { return window_.control(control) != nullptr; });
    window_.settle();
    return there;
  }
  std::string written(std::size_t language) {
    return code_languages()[language].write(code_of(app().document().loss("huber")));
  }
  void open() {
    key("t");  // in the dark
    click(middle_of("loss.huber"));
    reveal("loss_code", {1200, 500});
    click(middle_of("loss_code"));
    ASSERT_TRUE(shows("code_copy"));
  }
};

TEST_F(LossCode, IsCopiedWithThePresentParameters) {
  click(on_slider("parameter.huber.delta", 0.7));
  ASSERT_TRUE(until([this] { return app().document().loss("huber").parameter("delta") != 1; }));
  open();
  click(middle_of("code_copy"));
  ASSERT_TRUE(until([] { return ImGui::GetClipboardText() != nullptr; }));
  EXPECT_EQ(ImGui::GetClipboardText(), written(1));
  click(middle_of("code_language"));
  ASSERT_TRUE(shows("code_language.2"));
  click(middle_of("code_language.2"));
  window_.settle();
  click(middle_of("code_copy"));
  EXPECT_TRUE(until([this] { return ImGui::GetClipboardText() == written(2); }));
  key("Escape");
  EXPECT_TRUE(until([this] { return window_.control("code_copy") == nullptr; }));
}

TEST_F(LossCode, IsSaved) {
  open();
  click(middle_of("code_save"));
  ASSERT_TRUE(shows("##file_name"));
  key("Return");
  ASSERT_TRUE(until([this] { return app().message().has_value(); }));
  EXPECT_FALSE(app().message()->error) << app().message()->text;
  std::stringstream text;
  text << std::ifstream(file("huber.py")).rdbuf();
  EXPECT_EQ(text.str(), written(1));
}

}  // namespace
}  // namespace losslab

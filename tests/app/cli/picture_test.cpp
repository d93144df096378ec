// Pictures that carry their session.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "app/core/lab/page/lab_page.h"
#include "app/core/losses/losses_page.h"
#include "app/core/shell/application.h"
#include "app/core/shell/files/session.h"
#include "app/core/shell/files/session_picture.h"
#include "run.h"

namespace losslab {
namespace {

using testing::HasSubstr;

class Picture : public CliTest {
 protected:
  // A session that differs from the usual one in all its parts.
  static Session unusual() {
    Session session;
    session.document.loss("huber").set("delta", 0.1 + 0.2);
    losses_page(session.document).residual = {"huber", "cauchy"};
    lab_page(session.document, Task::regression).data = parse_data_spec("line:n=40,noise=0.3,outliers=0.1,seed=9");
    lab_page(session.document, Task::regression).ticked = {"huber"};
    lab_page(session.document, Task::regression).chosen = "huber";
    session.view.screen = "losses";
    session.view.theme = "dark";
    session.view.cameras["losses.residual.loss"].x = Range{-2, 2.5};
    losses_view(session.view).probe_at[0] = 0.7;
    return session;
  }
  std::string session_file() const {
    save_session(unusual(), path("s.toml"));
    return path("s.toml");
  }
  std::string drawn(const std::string& session, const std::string& name, std::vector<std::string> more = {}) const {
    std::vector<std::string> arguments{"figure", session, "-o", path(name), "--dpi", "40"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Outcome result = run(arguments);
    EXPECT_EQ(result.err, "");
    EXPECT_EQ(result.status, 0);
    return path(name);
  }
  static std::string error_of(const std::string& file) {
    Application app(LOSSLAB_ASSETS, [] {});
    const Session before{app.document(), app.view()};
    try {
      app.open(file);
    } catch (const InputError& error) {
      EXPECT_EQ((Session{app.document(), app.view()}), before);
      return error.what();
    }
    return {};
  }
};

TEST_F(Picture, OpensTheSessionThatItShows) {
  const std::string picture = drawn(session_file(), "a.png");
  EXPECT_EQ(load_session_or_picture(picture), unusual());
  Application app(LOSSLAB_ASSETS, [] {});
  app.open(picture);
  EXPECT_EQ(to_toml({app.document(), app.view()}), to_toml(unusual()));
  // Saving goes to a session file, never over the picture.
  EXPECT_EQ(app.session_path(), std::nullopt);
  EXPECT_FALSE(app.dirty());
}

TEST_F(Picture, OfTheWindowsFigureOpensItAsItStands) {
  Application app(LOSSLAB_ASSETS, [] {});
  app.open(session_file());
  Actions actions;
  actions.save_figure = Actions::Export{};
  actions.save_figure->path = path("w.PNG");
  app.apply(std::move(actions), 0);
  ASSERT_TRUE(std::filesystem::exists(path("w.PNG"))) << app.message()->text;
  Application other(LOSSLAB_ASSETS, [] {});
  other.open(path("w.PNG"));
  EXPECT_EQ(other.document(), app.document());
  EXPECT_EQ(other.view(), app.view());
}

TEST_F(Picture, DrawsTheSamePictureAgain) {
  const std::string first = drawn(session_file(), "a.png");
  const std::string again = drawn(first, "b.png");
  EXPECT_EQ(read_file(first), read_file(again));
  EXPECT_EQ(load_session_or_picture(drawn(first, "c.png", {"--theme", "light"})).view.theme, "light");
}

// A session on a file of this machine, of both laboratories.
Session on_files(const std::string& line, const std::string& classes) {
  Session session;
  lab_page(session.document, Task::regression).data = parse_data_spec(line);
  lab_page(session.document, Task::classification).data = parse_data_spec(classes);
  session.view.screen = "regression";
  return session;
}

TEST_F(Picture, CarriesTheDataOfAFileAlong) {
  const std::string line = write("line.csv", "dose,reply\n1,2\n2,4.5\n3,0.1\n4,8\n");
  const std::string classes = write("classes.csv", "x1,x2,label,true_label\n1,2,-1,-1\n2,4.5,1,1\n3,0.1,1,-1\n");
  Session session = on_files(line, classes);
  save_session(session, path("f.toml"));
  const Dataset of_line = read_csv(line), of_classes = read_csv(classes);
  const std::string picture = drawn(path("f.toml"), "f.png");
  std::filesystem::remove(line);
  std::filesystem::remove(classes);
  EXPECT_NE(error_of(path("f.toml")), "") << "the session itself names the file";
  Application app(LOSSLAB_ASSETS, [] {});
  app.open(picture);
  EXPECT_EQ(lab_page(app.document(), Task::regression).data.points, of_line);
  EXPECT_EQ(lab_page(app.document(), Task::classification).data.points, of_classes);
  app.catch_up();
  EXPECT_EQ(read_file(drawn(picture, "again.png")), read_file(picture));
}

TEST_F(Picture, OfTheWindowCarriesWhatIsShownThoughTheFileHasChanged) {
  const std::string line = write("line.csv", "x,y\n1,2\n2,4.5\n3,0.1\n4,8\n");
  save_session(on_files(line, "iris.csv"), path("f.toml"));
  const Dataset shown = read_csv(line);
  Application app(LOSSLAB_ASSETS, [] {});
  app.open(path("f.toml"));
  write("line.csv", "x,y\n1,1\n2,2\n");
  Actions actions;
  actions.save_figure = Actions::Export{};
  actions.save_figure->path = path("w.png");
  app.apply(std::move(actions), 0);
  const Session read = load_session_or_picture(path("w.png"));
  EXPECT_EQ(lab_page(read.document, Task::regression).data.points, shown);
  EXPECT_EQ(lab_page(read.document, Task::classification).data.file, "iris.csv") << "what is shipped is there anywhere";
  EXPECT_EQ(lab_page(app.document(), Task::regression).data.kind, DataSpec::Kind::file) << "the window keeps its file";
}

TEST_F(Picture, LeavesTooLargeAFileWhereItIs) {
  std::string text = "x,y\n";
  for (int i = 0; i < 50'001; ++i) text += std::to_string(i) + ",1\n";
  save_session(on_files(write("large.csv", text), "iris.csv"), path("f.toml"));
  const Session read = load_session_or_picture(drawn(path("f.toml"), "f.png"));
  EXPECT_EQ(lab_page(read.document, Task::regression).data.kind, DataSpec::Kind::file);
}

TEST_F(Picture, WithoutASessionIsRefused) {
  const std::string foreign = path("foreign.png");
  write_png(foreign, Pixels{1, 1, {{1, 2, 3, 255}}});
  EXPECT_EQ(error_of(foreign), foreign + ": this picture holds no session; only a PNG that LossLab saved does.");
  expect_refusal({"figure", foreign, "-o", path("b.png")},
                 foreign + ": this picture holds no session; only a PNG that LossLab saved does.");
}

TEST_F(Picture, DamagedIsRefused) {
  const std::string bytes = read_file(drawn(session_file(), "a.png"));
  std::string flipped = bytes;
  flipped[bytes.find("0.30000000000000004")] ^= 1;
  for (const std::string& damaged : {bytes.substr(0, 300), bytes.substr(0, bytes.size() - 20), flipped}) {
    const std::string file = write("damaged.png", damaged);
    EXPECT_EQ(error_of(file), file + ": the picture is damaged or incomplete.");
  }
  const std::string text = write("text.png", "[view]\n");
  EXPECT_EQ(error_of(text), text + ": this is not a PNG, or its first bytes are damaged.");
}

TEST_F(Picture, WithASessionThatIsWrongSaysWhere) {
  const std::string file = path("wrong.png");
  write_png(file, Pixels{1, 1, {{1, 2, 3, 255}}}, {"losslab-session", "[view]\ntheme = \"blue\"\n"});
  EXPECT_THAT(error_of(file), HasSubstr("wrong.png, its session, line 2: "));
  write_png(file, Pixels{1, 1, {{1, 2, 3, 255}}}, {"losslab-session", "version = 9\n"});
  EXPECT_THAT(error_of(file), HasSubstr("made by a newer LossLab"));
}

}  // namespace
}  // namespace losslab

# Each dependency is the distribution's package where there is one, and the pinned upstream release otherwise.
# FETCHCONTENT_SOURCE_DIR_<NAME>=PATH builds with a checkout of one instead of a download.
include(FetchContent)
find_package(PkgConfig)
find_package(Threads REQUIRED)
# In the C library of most systems.
find_package(Iconv REQUIRED)

# losslab_fetch(NAME URL TAG): the pinned upstream release, as system headers, without its tests.
function(losslab_fetch name url tag)
  message(STATUS "${name}: not packaged here, taking upstream ${tag}")
  FetchContent_Declare(${name} GIT_REPOSITORY ${url}.git GIT_TAG ${tag} GIT_SHALLOW ON SYSTEM)
  FetchContent_MakeAvailable(${name})
endfunction()

find_package(fmt QUIET)
if(NOT TARGET fmt::fmt)
  losslab_fetch(fmt https://github.com/fmtlib/fmt 9.1.0)
endif()

find_package(hwy QUIET)
if(TARGET hwy::hwy)
  add_library(losslab_hwy ALIAS hwy::hwy)
else()
  find_library(LOSSLAB_HWY_LIBRARY hwy)
  find_path(LOSSLAB_HWY_INCLUDE hwy/highway.h)
  if(LOSSLAB_HWY_LIBRARY AND LOSSLAB_HWY_INCLUDE)
    add_library(losslab_hwy INTERFACE)
    target_link_libraries(losslab_hwy INTERFACE ${LOSSLAB_HWY_LIBRARY})
    target_include_directories(losslab_hwy SYSTEM INTERFACE ${LOSSLAB_HWY_INCLUDE})
  else()
    set(HWY_ENABLE_TESTS OFF)
    set(HWY_ENABLE_EXAMPLES OFF)
    losslab_fetch(highway https://github.com/google/highway 1.0.3)
    add_library(losslab_hwy ALIAS hwy)
  endif()
endif()

find_package(Eigen3 3.3 QUIET NO_MODULE)
if(NOT TARGET Eigen3::Eigen)
  losslab_fetch(eigen https://gitlab.com/libeigen/eigen 3.4.0)
endif()

find_package(tomlplusplus QUIET)
if(NOT TARGET tomlplusplus::tomlplusplus)
  losslab_fetch(tomlplusplus https://github.com/marzer/tomlplusplus v3.3.0)
endif()

find_package(nlohmann_json QUIET)
if(NOT TARGET nlohmann_json::nlohmann_json)
  losslab_fetch(json https://github.com/nlohmann/json v3.11.2)
endif()

find_package(CLI11 QUIET)
if(NOT TARGET CLI11::CLI11)
  losslab_fetch(cli11 https://github.com/CLIUtils/CLI11 v2.1.2)
endif()

# Cairo, Pango and libpng are libraries of the platform: there is no upstream build of them to fetch.
pkg_check_modules(LOSSLAB_PANGO REQUIRED IMPORTED_TARGET pangocairo cairo cairo-pdf cairo-svg cairo-png)
pkg_check_modules(LOSSLAB_PNG REQUIRED IMPORTED_TARGET libpng)

if(LOSSLAB_DESKTOP)
  include(${CMAKE_CURRENT_LIST_DIR}/desktop.cmake)
endif()

if(LOSSLAB_TESTS)
  find_package(GTest QUIET)
  if(NOT TARGET GTest::gmock)
    losslab_fetch(googletest https://github.com/google/googletest release-1.12.1)
  endif()
endif()
if(LOSSLAB_BENCH)
  find_package(benchmark QUIET)
  if(NOT TARGET benchmark::benchmark)
    set(BENCHMARK_ENABLE_TESTING OFF)
    losslab_fetch(benchmark https://github.com/google/benchmark v1.7.1)
  endif()
endif()

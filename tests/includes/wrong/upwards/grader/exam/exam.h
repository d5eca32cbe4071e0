#pragma once

#include "grader/base/place.h"
#include "grader/graph/graph.h"

import Testing

/// Reductions: axes, layout of results, rounding, errors.
struct ReductionRecordings {
  @Test func plain() {
    Recording.replay(
      #"""
      v0 = data float64 3,1,2 -1.7360911211418506 4.327781318527645 0.018712799000734213 1.0 -4.0 4.519641171240114 => A float64 (3,1,2) 16,_,8 -1.7360911211418506 4.327781318527645 0.018712799000734213 1.0 -4.0 4.519641171240114
      v1 = reduce count_nonzero v0 - 1 None None => A int64 (3,1,2) 16,_,8 1 1 1 1 1 1
      v2 = data uint8 1,2,1 3 3 => A uint8 (1,2,1) _,1,_ 3 3
      v3 = transpose v2 1,0,2 => A uint8 (2,1,1) 1,_,_ 3 3
      v4 = transpose v3 None => A uint8 (1,1,2) _,_,1 3 3
      v5 = reduce std v4 0,1,2 0 None None => S float64 0.0
      v6 = data float64 2,1,1 -4.971680083011121 0.0 => A float64 (2,1,1) 8,_,_ -4.971680083011121 0.0
      v7 = transpose v6 None => A float64 (1,1,2) _,_,8 -4.971680083011121 0.0
      v8 = transpose v7 None => A float64 (2,1,1) 8,_,_ -4.971680083011121 0.0
      v9 = reduce argmin v8 None 0 None None => S int64 0
      v13 = data bool 2,2,2 1 1 0 1 0 0 1 0 => A bool (2,2,2) 4,2,1 1 1 0 1 0 0 1 0
      v14 = transpose v13 1,2,0 => A bool (2,2,2) 2,1,4 1 0 1 0 0 1 1 0
      v15 = reduce count_nonzero v14 - 0 None None => A int64 (2,2,2) 16,8,32 1 0 1 0 0 1 1 0
      v16 = data int64 - 0 => A int64 ()  0
      v17 = reduce all v16 - 0 None None => S bool 0
      v18 = data int32 2 -5 1 => A int32 (2,) 4 -5 1
      v19 = transpose v18 None => A int32 (2,) 4 -5 1
      v20 = transpose v19 0 => A int32 (2,) 4 -5 1
      v21 = reduce sum v20 None 0 None None => S int64 -4
      v22 = data float64 1,1 -5.0 => A float64 (1,1) _,_ -5.0
      v23 = transpose v22 None => A float64 (1,1) _,_ -5.0
      v24 = reduce prod v23 1,0 0 None None => S float64 -5.0
      v25 = data int64 2 3 -5 => A int64 (2,) 8 3 -5
      v26 = transpose v25 0 => A int64 (2,) 8 3 -5
      v27 = transpose v26 0 => A int64 (2,) 8 3 -5
      v28 = reduce count_nonzero v27 - 0 None None => A int64 (2,) 8 1 1
      v29 = data float64 3 -1.0 2.0 0.0 => A float64 (3,) 8 -1.0 2.0 0.0
      v30 = index v29 s-1:: => A float64 (1,) _ 0.0
      v31 = reduce argmax v30 -1 0 None None => S int64 0
      v34 = data float32 1,0,1  => A float32 (1,0,1) _,_,_
      v35 = transpose v34 0,2,1 => A float32 (1,1,0) _,_,_
      v36 = index v35 s:3:-1;s0:3:;s::-1 => A float32 (0,1,0) _,_,_
      v37 = reduce max v36 1 0 None None => A float32 (0,0) _,_
      v41 = data bool 3,1 1 1 0 => A bool (3,1) 1,_ 1 1 0
      v42 = transpose v41 1,0 => A bool (1,3) _,1 1 1 0
      v43 = transpose v42 None => A bool (3,1) 1,_ 1 1 0
      v44 = reduce argmax v43 2 0 None None => ! AxisError: axis 2 is out of bounds for array of dimension 2
      v45 = data float32 3,3,2 -4.010415361191577 -1.4940108500098326 -4.251217879265395 -5.0 -3.521184020152772 -3.0 1.0 3.4079591221480907 0.9693006077813334 1.3128661345909256 3.9967672402200485 3.0 5.0 -1.0 -4.0 -1.5013732258819958 -2.3014121240100915 -1.510432258853743 => A float32 (3,3,2) 24,8,4 -4.0104156 -1.4940108 -4.251218 -5.0 -3.521184 -3.0 1.0 3.4079592 0.9693006 1.3128661 3.9967673 3.0 5.0 -1.0 -4.0 -1.5013732 -2.301412 -1.5104322
      v46 = reduce sum v45 None 0 None None => S float32 -12.903153
      v47 = data float64 3 -4.216884275928411 5.0 -5.0 => A float64 (3,) 8 -4.216884275928411 5.0 -5.0
      v48 = index v47 s1::-1 => A float64 (2,) -8 5.0 -4.216884275928411
      v49 = reduce ptp v48 None 1 None None => A float64 (1,) _ 9.216884275928411
      v50 = data float64 1,2,2 -4.887546828895356 5.0 -3.3852595700077504 3.0 => A float64 (1,2,2) _,16,8 -4.887546828895356 5.0 -3.3852595700077504 3.0
      v51 = index v50 s0::;s1::2;s-1:-1: => A float64 (1,1,0) _,_,_
      v52 = reduce sum v51 - 0 None None => A float64 (1,1,0) _,_,_
      v55 = data bool - 1 => A bool ()  1
      v56 = reduce min v55 - 1 None None => S bool 1
      v77 = data int64 0  => A int64 (0,) _
      v78 = reduce all v77 None 0 None None => S bool 1
      v83 = data int32 1 -5 => A int32 (1,) _ -5
      v84 = reduce max v83 0 0 None None => S int32 -5
      v85 = data uint8 2,2,3 4 5 0 6 4 7 5 4 5 2 8 5 => A uint8 (2,2,3) 6,3,1 4 5 0 6 4 7 5 4 5 2 8 5
      v86 = transpose v85 2,0,1 => A uint8 (3,2,2) 1,6,3 4 6 5 2 5 4 4 8 0 7 5 5
      v87 = transpose v86 1,2,0 => A uint8 (2,2,3) 6,3,1 4 5 0 6 4 7 5 4 5 2 8 5
      v88 = reduce any v87 0 1 None None => A bool (1,2,3) _,3,1 1 1 1 1 1 1
      v91 = data bool 1,2,2 0 1 1 0 => A bool (1,2,2) _,2,1 0 1 1 0
      v92 = index v91 s::-1;s1::;s-1:3: => A bool (1,1,1) _,_,_ 0
      v93 = reduce mean v92 - 0 None None => A float64 (1,1,1) _,_,_ 0.0
      v94 = data bool 3,2,3 0 1 0 1 1 1 1 1 1 0 1 0 1 0 0 0 1 1 => A bool (3,2,3) 6,3,1 0 1 0 1 1 1 1 1 1 0 1 0 1 0 0 0 1 1
      v95 = index v94 s0:3:;s0::;s::-1 => A bool (3,2,3) 6,3,-1 0 1 0 1 1 1 1 1 1 0 1 0 0 0 1 1 1 0
      v96 = index v95 s1:-1:;s-1:3:2;s:-1:2 => A bool (1,1,1) _,_,_ 0
      v97 = reduce argmax v96 3 0 None None => ! AxisError: axis 3 is out of bounds for array of dimension 3
      v98 = data float64 3 1.216231644588864 2.068356449262558 -4.0 => A float64 (3,) 8 1.216231644588864 2.068356449262558 -4.0
      v99 = transpose v98 0 => A float64 (3,) 8 1.216231644588864 2.068356449262558 -4.0
      v100 = transpose v99 None => A float64 (3,) 8 1.216231644588864 2.068356449262558 -4.0
      v101 = reduce any v100 - 0 None None => A bool (3,) 1 1 1 1
      v111 = data bool - 0 => A bool ()  0
      v112 = reduce var v111 - 0 None None => S float64 0.0
      v113 = data int32 3,2,2 -5 -3 4 -3 4 -5 -1 3 -3 1 4 3 => A int32 (3,2,2) 16,8,4 -5 -3 4 -3 4 -5 -1 3 -3 1 4 3
      v114 = reduce ptp v113 None 1 None None => A int32 (1,1,1) _,_,_ 9
      v119 = data float64 0,2,2  => A float64 (0,2,2) _,_,_
      v120 = reduce std v119 0 0 None None => A float64 (2,2) 16,8 nan nan nan nan
      v130 = data bool 1 1 => A bool (1,) _ 1
      v131 = reduce ptp v130 None 0 None None => ! TypeError: numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, or the logical_xor function instead.
      v139 = data uint8 2,1,2 6 1 4 5 => A uint8 (2,1,2) 2,_,1 6 1 4 5
      v140 = index v139 s::2;s:3:2;s:3:2 => A uint8 (1,1,1) _,_,_ 6
      v141 = transpose v140 None => A uint8 (1,1,1) _,_,_ 6
      v142 = reduce any v141 None 0 None None => S bool 1
      v149 = data int64 3,1 3 -1 0 => A int64 (3,1) 8,_ 3 -1 0
      v150 = index v149 s-1::2;s:3:-1 => A int64 (1,0) _,_
      v151 = index v150 s:-1:;s0:-1: => A int64 (0,0) _,_
      v152 = reduce std v151 1,0 1 None None => A float64 (1,1) _,_ nan
      v153 = data bool 1 1 => A bool (1,) _ 1
      v154 = transpose v153 0 => A bool (1,) _ 1
      v155 = index v154 s-1:-1:-1 => A bool (0,) _
      v156 = reduce ptp v155 0 0 None None => ! ValueError: zero-size array to reduction operation maximum which has no identity
      v160 = data int64 1,1,3 -5 3 -3 => A int64 (1,1,3) _,_,8 -5 3 -3
      v161 = reduce prod v160 0,2,1,3 0 None None => ! AxisError: axis 3 is out of bounds for array of dimension 3
      v171 = data int32 3,2,1 -3 0 -3 -3 0 -4 => A int32 (3,2,1) 8,4,_ -3 0 -3 -3 0 -4
      v172 = transpose v171 None => A int32 (1,2,3) _,4,8 -3 -3 0 0 -3 -4
      v173 = transpose v172 None => A int32 (3,2,1) 8,4,_ -3 0 -3 -3 0 -4
      v174 = reduce argmin v173 1 1 None None => A int64 (3,1,1) 8,_,_ 0 0 1
      v181 = data float64 1,1,2 0.9630643912733419 -4.29319014285173 => A float64 (1,1,2) _,_,8 0.9630643912733419 -4.29319014285173
      v182 = index v181 s::;s1::;s::-1 => A float64 (1,0,2) _,_,_
      v183 = reduce max v182 None 1 None None => ! ValueError: zero-size array to reduction operation maximum which has no identity
      v184 = data float64 1,1 1.604666483024877 => A float64 (1,1) _,_ 1.604666483024877
      v185 = transpose v184 1,0 => A float64 (1,1) _,_ 1.604666483024877
      v186 = reduce argmax v185 -3 0 None None => ! AxisError: axis -3 is out of bounds for array of dimension 2
      v193 = data float64 1 -2.036043408207214 => A float64 (1,) _ -2.036043408207214
      v194 = transpose v193 0 => A float64 (1,) _ -2.036043408207214
      v195 = index v194 s-1:-1: => A float64 (0,) _
      v196 = reduce prod v195 None 1 None None => A float64 (1,) _ 1.0
      v221 = data float64 2,3 -1.0643348654297573 -5.0 1.0360393638062468 5.0 -3.0 3.4546090857285083 => A float64 (2,3) 24,8 -1.0643348654297573 -5.0 1.0360393638062468 5.0 -3.0 3.4546090857285083
      v222 = transpose v221 0,1 => A float64 (2,3) 24,8 -1.0643348654297573 -5.0 1.0360393638062468 5.0 -3.0 3.4546090857285083
      v223 = reduce prod v222 0 1 int64 None => A int64 (1,3) _,8 -5 15 3
      v224 = data uint8 1 1 => A uint8 (1,) _ 1
      v225 = reduce var v224 1 0 None None => ! AxisError: axis 1 is out of bounds for array of dimension 1
      v234 = data float64 - 3.0 => A float64 ()  3.0
      v235 = reduce var v234 - 0 None None => S float64 0.0
      v248 = data uint8 1,3,3 5 3 1 5 7 8 9 8 9 => A uint8 (1,3,3) _,3,1 5 3 1 5 7 8 9 8 9
      v249 = reduce any v248 2,0,1,3 0 None None => ! AxisError: axis 3 is out of bounds for array of dimension 3
      v254 = data int32 1 -4 => A int32 (1,) _ -4
      v255 = transpose v254 0 => A int32 (1,) _ -4
      v256 = index v255 s::-1 => A int32 (1,) _ -4
      v257 = reduce min v256 0 0 None None => S int32 -4
      v258 = data float64 3,2 -5.0 -0.2900414220988544 2.0 4.618282814368463 0.23077660014706505 -3.1659768671403277 => A float64 (3,2) 16,8 -5.0 -0.2900414220988544 2.0 4.618282814368463 0.23077660014706505 -3.1659768671403277
      v259 = index v258 s:-1:;s1:: => A float64 (2,1) 16,_ -0.2900414220988544 4.618282814368463
      v260 = transpose v259 0,1 => A float64 (2,1) 16,_ -0.2900414220988544 4.618282814368463
      v261 = reduce mean v260 - 0 None None => A float64 (2,1) 8,_ -0.2900414220988544 4.618282814368463
      v262 = data uint8 1,2 8 8 => A uint8 (1,2) _,1 8 8
      v263 = transpose v262 1,0 => A uint8 (2,1) 1,_ 8 8
      v264 = reduce all v263 None 0 None None => S bool 1
      v291 = data bool 3,3 0 1 0 1 1 0 0 1 1 => A bool (3,3) 3,1 0 1 0 1 1 0 0 1 1
      v292 = reduce any v291 0,2 0 None None => ! AxisError: axis 2 is out of bounds for array of dimension 2
      v299 = data int64 3,3,2 -4 0 -5 -5 0 4 0 0 1 1 0 0 4 -4 -5 4 5 -5 => A int64 (3,3,2) 48,16,8 -4 0 -5 -5 0 4 0 0 1 1 0 0 4 -4 -5 4 5 -5
      v300 = reduce std v299 0,3 1 None None => ! AxisError: axis 3 is out of bounds for array of dimension 3
      v304 = data float64 0,1,2  => A float64 (0,1,2) _,_,_
      v305 = transpose v304 None => A float64 (2,1,0) _,_,_
      v306 = index v305 s::;s::;s1::-1 => A float64 (2,1,0) _,_,_
      v307 = reduce min v306 None 1 None None => ! ValueError: zero-size array to reduction operation minimum which has no identity
      v312 = data bool 1 0 => A bool (1,) _ 0
      v313 = index v312 s:3: => A bool (1,) _ 0
      v314 = reduce mean v313 0 0 None None => S float64 0.0
      v320 = data float32 3,1,1 -0.4095054019350055 3.0554361788964233 0.9439391563344414 => A float32 (3,1,1) 4,_,_ -0.4095054 3.0554361 0.94393915
      v321 = reduce ptp v320 0,1,2 1 None None => A float32 (1,1,1) _,_,_ 3.4649415
      v326 = data int32 2,1 -5 5 => A int32 (2,1) 4,_ -5 5
      v327 = transpose v326 None => A int32 (1,2) _,4 -5 5
      v328 = reduce var v327 1 0 None None => A float64 (1,) _ 25.0
      v339 = data float64 2 -2.0 5.0 => A float64 (2,) 8 -2.0 5.0
      v340 = reduce argmax v339 None 0 None None => S int64 1
      v372 = data uint8 1,3,1 5 7 9 => A uint8 (1,3,1) _,1,_ 5 7 9
      v373 = transpose v372 2,0,1 => A uint8 (1,1,3) _,_,1 5 7 9
      v374 = transpose v373 2,0,1 => A uint8 (3,1,1) 1,_,_ 5 7 9
      v375 = reduce sum v374 3 1 float64 None => ! AxisError: axis 3 is out of bounds for array of dimension 3
      v378 = data int64 3,3,1 -4 3 -1 -4 -5 5 5 0 -1 => A int64 (3,3,1) 24,8,_ -4 3 -1 -4 -5 5 5 0 -1
      v379 = reduce max v378 0 1 None None => A int64 (1,3,1) _,8,_ 5 3 5
      v486 = data float64 2,2,2 0.0 -4.0 -1.7605143106617736 -1.5234070767818118 -1.7464095164353874 -0.25099167523805066 4.0 -0.3977713599051543 => A float64 (2,2,2) 32,16,8 0.0 -4.0 -1.7605143106617736 -1.5234070767818118 -1.7464095164353874 -0.25099167523805066 4.0 -0.3977713599051543
      v487 = reduce argmax v486 None 0 None None => S int64 6
      v636 = data bool 2,1,0  => A bool (2,1,0) _,_,_
      v637 = index v636 s0::;s0::;s1::2 => A bool (2,1,0) _,_,_
      v638 = transpose v637 None => A bool (0,1,2) _,_,_
      v639 = reduce ptp v638 None 0 None None => ! ValueError: zero-size array to reduction operation maximum which has no identity
      v721 = data float32 3,2 2.0 -4.0 3.8129918415845943 4.0 -0.6681739138421944 0.0 => A float32 (3,2) 8,4 2.0 -4.0 3.8129919 4.0 -0.6681739 0.0
      v722 = transpose v721 0,1 => A float32 (3,2) 8,4 2.0 -4.0 3.8129919 4.0 -0.6681739 0.0
      v723 = transpose v722 0,1 => A float32 (3,2) 8,4 2.0 -4.0 3.8129919 4.0 -0.6681739 0.0
      v724 = reduce argmin v723 2 1 None None => ! AxisError: axis 2 is out of bounds for array of dimension 2
      v733 = data float64 1,2,3 4.107140351032095 -2.6233909073314434 0.10590767904568238 -0.49351144600950936 1.5333095100614906 -2.005422660433329 => A float64 (1,2,3) _,24,8 4.107140351032095 -2.6233909073314434 0.10590767904568238 -0.49351144600950936 1.5333095100614906 -2.005422660433329
      v734 = reduce min v733 - 0 None None => A float64 (1,2,3) _,24,8 4.107140351032095 -2.6233909073314434 0.10590767904568238 -0.49351144600950936 1.5333095100614906 -2.005422660433329
      v748 = data float64 3,1,1 1.0843476428549972 -0.006018333849747043 -5.0 => A float64 (3,1,1) 8,_,_ 1.0843476428549972 -0.006018333849747043 -5.0
      v749 = reduce argmin v748 2 0 None None => A int64 (3,1) 8,_ 0 0 0
      v883 = data bool - 0 => A bool ()  0
      v884 = reduce prod v883 0 0 None None => ! AxisError: axis 0 is out of bounds for array of dimension 0
      v966 = data int64 3,2,1 2 -4 -2 3 -3 5 => A int64 (3,2,1) 16,8,_ 2 -4 -2 3 -3 5
      v967 = transpose v966 0,2,1 => A int64 (3,1,2) 16,_,8 2 -4 -2 3 -3 5
      v968 = index v967 s1:3:2;s:-1:2;s-1:3:2 => A int64 (1,0,1) _,_,_
      v969 = reduce argmin v968 None 1 None None => ! ValueError: attempt to get argmin of an empty sequence
      v1065 = data float64 3,1,2 -2.2361467317859174 0.0 0.5647983419718696 1.0 2.0356248121796563 3.0 => A float64 (3,1,2) 16,_,8 -2.2361467317859174 0.0 0.5647983419718696 1.0 2.0356248121796563 3.0
      v1066 = reduce argmin v1065 -4 1 None None => ! AxisError: axis -4 is out of bounds for array of dimension 3
      v1092 = data uint8 1 5 => A uint8 (1,) _ 5
      v1093 = transpose v1092 0 => A uint8 (1,) _ 5
      v1094 = reduce mean v1093 0,1 1 None None => ! AxisError: axis 1 is out of bounds for array of dimension 1
      v1298 = data float64 1,1,1 -3.711361259561148 => A float64 (1,1,1) _,_,_ -3.711361259561148
      v1299 = index v1298 s1::;s0:3:-1;s-1::2 => A float64 (0,0,1) _,_,_
      v1300 = index v1299 s:-1:2;s0::;s-1:: => A float64 (0,0,1) _,_,_
      v1301 = reduce max v1300 None 0 None None => ! ValueError: zero-size array to reduction operation maximum which has no identity
      v1322 = data float32 2 -0.3551430655556476 3.276879469550803 => A float32 (2,) 4 -0.35514307 3.2768795
      v1323 = transpose v1322 None => A float32 (2,) 4 -0.35514307 3.2768795
      v1324 = transpose v1323 0 => A float32 (2,) 4 -0.35514307 3.2768795
      v1325 = reduce mean v1324 1 0 None None => ! AxisError: axis 1 is out of bounds for array of dimension 1
      """#)
  }

  @Test func overlookingNaN() {
    Recording.replay(
      #"""
      v0 = data float32 - -1.4709071291737417 => A float32 ()  -1.4709071
      v1 = nan sum v0 None 0 => S float32 -1.4709071
      v2 = data int64 - 4 => A int64 ()  4
      v3 = nan std v2 - 1 => S float64 0.0
      v9 = data float32 0  => A float32 (0,) _
      v10 = index v9 s:-1:2 => A float32 (0,) _
      v11 = nan prod v10 0 0 => S float32 1.0
      v12 = data float64 - -3.0494605443815415 => A float64 ()  -3.0494605443815415
      v13 = nan max v12 - 0 => S float64 -3.0494605443815415
      v14 = data int64 - 5 => A int64 ()  5
      v15 = nan mean v14 - 0 => S float64 5.0
      v16 = data float64 - 1.0 => A float64 ()  1.0
      v17 = nan min v16 None 0 => S float64 1.0
      v26 = data int64 2 -3 0 => A int64 (2,) 8 -3 0
      v27 = index v26 s:3: => A int64 (2,) 8 -3 0
      v28 = nan var v27 None 1 => A float64 (1,) _ 2.25
      v37 = data float32 1,1 -3.820909118215802 => A float32 (1,1) _,_ -3.820909
      v38 = data bool 1,1 1 => A bool (1,1) _,_ 1
      v39 = setindex v37 mv38 f:nan => A float32 (1,1) _,_ nan
      v40 = index v37 s::-1;s0:3:-1 => A float32 (1,0) _,_
      v41 = nan std v40 None 0 => S float32 nan
      v42 = data float64 - -1.0 => A float64 ()  -1.0
      v43 = nan min v42 None 0 => S float64 -1.0
      v44 = data int64 - -1 => A int64 ()  -1
      v45 = nan argmax v44 None 0 => S int64 0
      v46 = data float64 1,3 1.0 0.5017857025201985 -1.3912392252175074 => A float64 (1,3) _,8 1.0 0.5017857025201985 -1.3912392252175074
      v47 = data bool 1,3 1 0 0 => A bool (1,3) _,1 1 0 0
      v48 = setindex v46 mv47 f:nan => A float64 (1,3) _,8 nan 0.5017857025201985 -1.3912392252175074
      v49 = nan sum v46 1,0 0 => S float64 -0.8894535226973089
      v50 = data float32 2 2.0 2.0 => A float32 (2,) 4 2.0 2.0
      v51 = data bool 2 0 0 => A bool (2,) 1 0 0
      v52 = setindex v50 mv51 f:nan => A float32 (2,) 4 2.0 2.0
      v53 = nan mean v50 - 0 => A float32 (2,) 4 2.0 2.0
      v54 = data float32 2 -4.0 2.4843276461776114 => A float32 (2,) 4 -4.0 2.4843276
      v55 = data bool 2 0 0 => A bool (2,) 1 0 0
      v56 = setindex v54 mv55 f:nan => A float32 (2,) 4 -4.0 2.4843276
      v57 = transpose v54 None => A float32 (2,) 4 -4.0 2.4843276
      v58 = transpose v57 None => A float32 (2,) 4 -4.0 2.4843276
      v59 = nan std v58 - 1 => A float32 (2,) 4 0.0 0.0
      v60 = data float64 - -3.3431493907101895 => A float64 ()  -3.3431493907101895
      v61 = nan prod v60 - 1 => S float64 -3.3431493907101895
      v75 = data int64 2,2,2 -1 -4 3 2 -2 -3 -2 1 => A int64 (2,2,2) 32,16,8 -1 -4 3 2 -2 -3 -2 1
      v76 = transpose v75 None => A int64 (2,2,2) 8,16,32 -1 -2 3 -2 -4 -3 2 1
      v77 = nan mean v76 None 0 => S float64 -0.75
      v108 = data int64 - 2 => A int64 ()  2
      v109 = nan max v108 - 0 => S int64 2
      v110 = data int64 2,2,3 -2 1 -3 2 -4 1 1 -2 2 2 4 -5 => A int64 (2,2,3) 48,24,8 -2 1 -3 2 -4 1 1 -2 2 2 4 -5
      v111 = index v110 s1::;s::2;s-1:3:-1 => A int64 (1,1,0) _,_,_
      v112 = transpose v111 None => A int64 (0,1,1) _,_,_
      v113 = nan argmax v112 None 0 => ! ValueError: attempt to get argmax of an empty sequence
      v159 = data float64 3 -4.0 -4.7124997607524985 1.0 => A float64 (3,) 8 -4.0 -4.7124997607524985 1.0
      v160 = data bool 3 1 0 1 => A bool (3,) 1 1 0 1
      v161 = setindex v159 mv160 f:nan => A float64 (3,) 8 nan -4.7124997607524985 nan
      v162 = nan argmax v159 0 0 => S int64 1
      v181 = data float64 - -0.6936936152673159 => A float64 ()  -0.6936936152673159
      v182 = nan argmax v181 None 0 => S int64 0
      v214 = data int64 2 -1 4 => A int64 (2,) 8 -1 4
      v215 = nan var v214 None 0 => S float64 6.25
      """#)
  }

  @Test func cumulative() {
    Recording.replay(
      #"""
      v0 = data bool 3,3 0 1 1 0 0 1 0 0 0 => A bool (3,3) 3,1 0 1 1 0 0 1 0 0 0
      v1 = index v0 s1::-1;s0:: => A bool (2,3) -3,1 0 0 1 0 1 1
      v2 = transpose v1 None => A bool (3,2) 1,-3 0 0 0 1 1 1
      v3 = cumsum v2 2 => ! AxisError: axis 2 is out of bounds for array of dimension 2
      v4 = data float32 2,2 2.0 5.0 5.0 -3.0439214719609997 => A float32 (2,2) 8,4 2.0 5.0 5.0 -3.0439215
      v5 = diff v4 2 1 => A float32 (2,0) _,_
      v6 = data int32 - 0 => A int32 ()  0
      v7 = round v6 2 => S int32 0
      v8 = data bool - 1 => A bool ()  1
      v9 = cumprod v8 -1 => A int64 (1,) _ 1
      v11 = data int32 - 1 => A int32 ()  1
      v12 = cumsum v11 None => A int64 (1,) _ 1
      v18 = data float32 2,2,0  => A float32 (2,2,0) _,_,_
      v19 = cumsum v18 None => A float32 (0,) _
      v20 = data float64 0,2,3  => A float64 (0,2,3) _,_,_
      v21 = round v20 -1 => A float64 (0,2,3) _,_,_
      v32 = data float32 1,1,2 -0.07655980949718637 0.021512968901751497 => A float32 (1,1,2) _,_,4 -0.07655981 0.021512968
      v33 = index v32 s0::;s-1::-1;s-1:: => A float32 (1,1,1) _,_,_ 0.021512968
      v34 = cumsum v33 -2 => A float32 (1,1,1) _,_,_ 0.021512968
      v50 = data float64 - -3.0 => A float64 ()  -3.0
      v51 = round v50 -2 => S float64 -0.0
      v54 = data uint8 3 9 1 2 => A uint8 (3,) 1 9 1 2
      v55 = transpose v54 None => A uint8 (3,) 1 9 1 2
      v56 = transpose v55 None => A uint8 (3,) 1 9 1 2
      v57 = cumprod v56 -2 => ! AxisError: axis -2 is out of bounds for array of dimension 1
      v71 = data bool 1 1 => A bool (1,) _ 1
      v72 = transpose v71 None => A bool (1,) _ 1
      v73 = cumsum v72 -2 => ! AxisError: axis -2 is out of bounds for array of dimension 1
      v93 = data uint8 - 5 => A uint8 ()  5
      v94 = diff v93 1 -1 => ! ValueError: diff requires input that is at least one dimensional
      v95 = data bool - 1 => A bool ()  1
      v96 = round v95 2 => ! UFuncTypeError: Cannot cast ufunc 'multiply' output from dtype('float64') to dtype('bool') with casting rule 'same_kind'
      v97 = data float32 - 0.0 => A float32 ()  0.0
      v98 = data int64 - 2 => A int64 ()  2
      v99 = average v97 None v98 => S float64 0.0
      v100 = data float64 1,3,3 -3.0 1.0 -0.8440794353357286 -4.0 1.8981544526862084 -2.026557709275967 -3.490046474465508 5.0 -1.0 => A float64 (1,3,3) _,24,8 -3.0 1.0 -0.8440794353357286 -4.0 1.8981544526862084 -2.026557709275967 -3.490046474465508 5.0 -1.0
      v101 = transpose v100 None => A float64 (3,3,1) 8,24,_ -3.0 -4.0 -3.490046474465508 1.0 1.8981544526862084 5.0 -0.8440794353357286 -2.026557709275967 -1.0
      v102 = diff v101 3 -2 => A float64 (3,0,1) _,_,_
      v105 = data float64 - -3.0 => A float64 ()  -3.0
      v106 = average v105 None None => S float64 -3.0
      v107 = data bool 1 1 => A bool (1,) _ 1
      v108 = diff v107 3 1 => ! AxisError: axis 1 is out of bounds for array of dimension 1
      v109 = data float64 1,2,1 -1.1358524256681561 4.5047765731814025 => A float64 (1,2,1) _,8,_ -1.1358524256681561 4.5047765731814025
      v110 = transpose v109 None => A float64 (1,2,1) _,8,_ -1.1358524256681561 4.5047765731814025
      v111 = transpose v110 1,0,2 => A float64 (2,1,1) 8,_,_ -1.1358524256681561 4.5047765731814025
      v112 = cumprod v111 1 => A float64 (2,1,1) 8,_,_ -1.1358524256681561 4.5047765731814025
      v147 = data float32 3 4.0 -1.0 0.45543186227321025 => A float32 (3,) 4 4.0 -1.0 0.45543185
      v148 = cumprod v147 -2 => ! AxisError: axis -2 is out of bounds for array of dimension 1
      v156 = data bool 3 0 0 0 => A bool (3,) 1 0 0 0
      v157 = cumprod v156 1 => ! AxisError: axis 1 is out of bounds for array of dimension 1
      """#)
  }

  @Test func quantiles() {
    Recording.replay(
      #"""
      v2 = data float64 - 2.0 => A float64 ()  2.0
      v3 = quantile v2 0.7605559472285853 1 0 None lower 0 => S float64 2.0
      v4 = data float64 3 1.2133768761666763 -1.0 2.4278506840670255 => A float64 (3,) 8 1.2133768761666763 -1.0 2.4278506840670255
      v5 = transpose v4 None => A float64 (3,) 8 1.2133768761666763 -1.0 2.4278506840670255
      v6 = index v5 s1:: => A float64 (2,) 8 -1.0 2.4278506840670255
      v7 = quantile v6 50.0 1 1 0 linear 0 => S float64 0.7139253420335128
      v8 = data int64 - 2 => A int64 ()  2
      v9 = median v8 None 0 0 => S float64 2.0
      v10 = data int64 1,0  => A int64 (1,0) _,_
      v11 = transpose v10 0,1 => A int64 (1,0) _,_
      v12 = quantile v11 0.5,0.5,0.0 0 0 1,0 linear 0 => ! IndexError: index 0 is out of bounds for axis 0 with size 0
      v15 = data float64 0,2,1  => A float64 (0,2,1) _,_,_
      v16 = quantile v15 0.25 1 0 None nearest 0 => ! IndexError: index -1 is out of bounds for axis 0 with size 0
      v29 = data float64 3 2.9599278727525293 -1.0 -0.019965818707808107 => A float64 (3,) 8 2.9599278727525293 -1.0 -0.019965818707808107
      v30 = data bool 3 0 1 0 => A bool (3,) 1 0 1 0
      v31 = setindex v29 mv30 f:nan => A float64 (3,) 8 2.9599278727525293 nan -0.019965818707808107
      v32 = data uint8 3,0,2  => A uint8 (3,0,2) _,_,_
      v33 = index v32 s-1:3:;s0:-1:-1;s1:3: => A uint8 (1,0,1) _,_,_
      v34 = median v33 0,1 0 1 => A float64 (1,) _ nan
      v57 = data float64 1,2 -4.0 0.7806553850866239 => A float64 (1,2) _,8 -4.0 0.7806553850866239
      v58 = transpose v57 1,0 => A float64 (2,1) 8,_ -4.0 0.7806553850866239
      v59 = transpose v58 None => A float64 (1,2) _,8 -4.0 0.7806553850866239
      v60 = quantile v59 0.25 1 0 0 higher 0 => A float64 (2,) 8 -4.0 0.7806553850866239
      v64 = data uint8 1,3,2 1 5 1 7 9 9 => A uint8 (1,3,2) _,2,1 1 5 1 7 9 9
      v65 = index v64 s:-1:;s1:-1:2;s0::2 => A uint8 (0,1,1) _,_,_
      v66 = quantile v65 0.77,0.5,0.3 0 0 0 linear 0 => ! IndexError: index 0 is out of bounds for axis 0 with size 0
      v81 = data uint8 2,1,0  => A uint8 (2,1,0) _,_,_
      v82 = transpose v81 0,1,2 => A uint8 (2,1,0) _,_,_
      v83 = median v82 None 0 1 => S float64 nan
      v149 = data float64 1,3,2 -4.858261274412134 2.0 0.38064472207404637 1.4286517874548927 4.0 -2.0 => A float64 (1,3,2) _,16,8 -4.858261274412134 2.0 0.38064472207404637 1.4286517874548927 4.0 -2.0
      v150 = index v149 s1::;s0:3:;s-1:3: => A float64 (0,3,1) _,_,_
      v220 = data int64 3,2 -1 2 -1 -2 -4 -2 => A int64 (3,2) 16,8 -1 2 -1 -2 -4 -2
      v221 = index v220 s1::-1;s:3: => A int64 (2,2) -16,8 -1 -2 -1 2
      """#)
  }
}

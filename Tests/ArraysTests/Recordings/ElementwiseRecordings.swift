import Testing

/// Ufuncs: promotion, broadcasting, layout of results, `out`, `where`, `dtype`, errors.
struct ElementwiseRecordings {
  @Test func binary() {
    Recording.replay(
      #"""
      v6 = data uint8 - 3 => A uint8 ()  3
      v7 = binary not_equal b:0 v6 None None None => S bool 1
      v15 = data bool - 0 => A bool ()  0
      v16 = binary left_shift v15 s:int32:3.0 None None None => S int32 0
      v17 = data float64 3 3.523998753418814 -2.1978060742914494 -2.30806071971159 => A float64 (3,) 8 3.523998753418814 -2.1978060742914494 -2.30806071971159
      v18 = binary bitwise_xor v17 b:1 None None None => ! TypeError: ufunc 'bitwise_xor' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''
      v23 = data int64 2,3,2 3 -4 3 3 -5 -1 4 -4 2 -5 -2 -4 => A int64 (2,3,2) 48,16,8 3 -4 3 3 -5 -1 4 -4 2 -5 -2 -4
      v24 = transpose v23 0,1,2 => A int64 (2,3,2) 48,16,8 3 -4 3 3 -5 -1 4 -4 2 -5 -2 -4
      v25 = binary less i:2 v24 None None None => A bool (2,3,2) 6,2,1 1 0 1 1 0 0 1 0 0 0 0 0
      v26 = data int32 2,1 1 5 => A int32 (2,1) 4,_ 1 5
      v27 = transpose v26 None => A int32 (1,2) _,4 1 5
      v28 = data int32 1,2 0 -2 => A int32 (1,2) _,4 0 -2
      v29 = data int32 2,1 2 0 => A int32 (2,1) 4,_ 2 0
      v30 = transpose v29 None => A int32 (1,2) _,4 2 0
      v31 = data int32 - 2 => A int32 ()  2
      v32 = data bool 1,2 1 1 => A bool (1,2) _,1 1 1
      v33 = binary subtract v27 v30 v31 v32 None => ! ValueError: non-broadcastable output operand with shape () doesn't match the broadcast shape (1,2)
      v38 = data float64 1 -0.6185711405963198 => A float64 (1,) _ -0.6185711405963198
      v39 = transpose v38 0 => A float64 (1,) _ -0.6185711405963198
      v40 = transpose v39 0 => A float64 (1,) _ -0.6185711405963198
      v41 = data int64 - -4 => A int64 ()  -4
      v42 = binary copysign v40 v41 None None None => A float64 (1,) _ -0.6185711405963198
      v43 = data int32 - 3 => A int32 ()  3
      v44 = data bool - 1 => A bool ()  1
      v45 = data bool - 1 => A bool ()  1
      v46 = transpose v45 None => A bool ()  1
      v47 = binary minimum v43 v46 None None None => S int32 1
      v48 = data uint8 - 8 => A uint8 ()  8
      v49 = data uint8 - 7 => A uint8 ()  7
      v50 = binary logical_or v48 v49 None None None => S bool 1
      v56 = data float32 3 -2.0 -0.36382748005454996 3.906426200476808 => A float32 (3,) 4 -2.0 -0.36382747 3.9064262
      v57 = data uint8 3 6 6 8 => A uint8 (3,) 1 6 6 8
      v58 = binary floor_divide v57 v56 None None None => A float32 (3,) 4 -3.0 -17.0 2.0
      v59 = data int32 2 -4 3 => A int32 (2,) 4 -4 3
      v60 = index v59 s-1:: => A int32 (1,) _ 3
      v61 = index v60 s:: => A int32 (1,) _ 3
      v62 = data int32 - -4 => A int32 ()  -4
      v63 = data int32 - -3 => A int32 ()  -3
      v64 = transpose v63 None => A int32 ()  -3
      v65 = binary less v61 v64 None None None => A bool (1,) _ 0
      v66 = data int64 1,2,2 -2 4 0 -5 => A int64 (1,2,2) _,16,8 -2 4 0 -5
      v67 = transpose v66 1,2,0 => A int64 (2,2,1) 16,8,_ -2 4 0 -5
      v68 = transpose v67 None => A int64 (1,2,2) _,8,16 -2 0 4 -5
      v69 = data bool 1,2,2 1 0 1 0 => A bool (1,2,2) _,2,1 1 0 1 0
      v70 = binary less_equal v68 v69 None None None => A bool (1,2,2) _,2,1 1 1 0 1
      v77 = data int64 1 3 => A int64 (1,) _ 3
      v78 = transpose v77 0 => A int64 (1,) _ 3
      v79 = transpose v78 None => A int64 (1,) _ 3
      v80 = data float64 - 2.0 => A float64 ()  2.0
      v81 = data float64 - 4.294753617311155 => A float64 ()  4.294753617311155
      v82 = transpose v81 None => A float64 ()  4.294753617311155
      v83 = binary maximum v79 v82 None None None => A float64 (1,) _ 4.294753617311155
      v84 = data int32 - 1 => A int32 ()  1
      v85 = data int64 2 1 2 => A int64 (2,) 8 1 2
      v86 = data int64 2 -2 -5 => A int64 (2,) 8 -2 -5
      v87 = transpose v86 None => A int64 (2,) 8 -2 -5
      v88 = binary logical_xor v87 v84 None None int64 => ! TypeError: No loop matching the specified signature and casting was found for ufunc logical_xor
      v89 = data bool - 1 => A bool ()  1
      v90 = binary logical_xor i:2 v89 None None None => S bool 0
      v110 = data uint8 0,1,1  => A uint8 (0,1,1) _,_,_
      v111 = transpose v110 None => A uint8 (1,1,0) _,_,_
      v112 = data float32 1,1,0  => A float32 (1,1,0) _,_,_
      v113 = binary bitwise_and v111 v112 None None None => ! TypeError: ufunc 'bitwise_and' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''
      v114 = data int64 - -2 => A int64 ()  -2
      v115 = inplace logical_xor v114 f:0.1 => A int64 ()  0
      v116 = data int64 - 0 => A int64 ()  0
      v117 = data float64 - -3.5526102588010335 => A float64 ()  -3.5526102588010335
      v118 = binary left_shift v117 v116 None None None => ! TypeError: ufunc 'left_shift' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''
      v119 = data uint8 - 2 => A uint8 ()  2
      v120 = binary logical_xor b:0 v119 None None None => S bool 1
      v121 = data float64 0,1  => A float64 (0,1) _,_
      v122 = data float32 1 2.0 => A float32 (1,) _ 2.0
      v123 = binary equal v122 v121 None None None => A bool (0,1) _,_
      v130 = data int64 1 4 => A int64 (1,) _ 4
      v131 = transpose v130 None => A int64 (1,) _ 4
      v132 = transpose v131 None => A int64 (1,) _ 4
      v133 = binary greater v132 f:0.5 None None None => A bool (1,) _ 1
      v134 = data int64 3 2 0 1 => A int64 (3,) 8 2 0 1
      v135 = transpose v134 None => A int64 (3,) 8 2 0 1
      v136 = transpose v135 0 => A int64 (3,) 8 2 0 1
      v137 = data int64 3 3 -5 -1 => A int64 (3,) 8 3 -5 -1
      v138 = data int64 3 0 -1 5 => A int64 (3,) 8 0 -1 5
      v139 = transpose v138 None => A int64 (3,) 8 0 -1 5
      v140 = binary logical_and v139 v136 None None None => A bool (3,) 1 0 0 1
      v145 = data int32 1,1,1 3 => A int32 (1,1,1) _,_,_ 3
      v146 = inplace subtract v145 b:1 => A int32 (1,1,1) _,_,_ 2
      v147 = data int64 - 0 => A int64 ()  0
      v148 = data int64 - 2 => A int64 ()  2
      v149 = binary greater v147 v148 None None None => S bool 0
      v150 = data int64 1,1,3 1 4 0 => A int64 (1,1,3) _,_,8 1 4 0
      v151 = transpose v150 1,2,0 => A int64 (1,3,1) _,8,_ 1 4 0
      v152 = binary not_equal v151 s:uint8:4.0 None None None => A bool (1,3,1) _,1,_ 1 0 1
      v153 = data float64 1,3 -1.3122872362664708 1.0 -3.7732123655517045 => A float64 (1,3) _,8 -1.3122872362664708 1.0 -3.7732123655517045
      v154 = transpose v153 0,1 => A float64 (1,3) _,8 -1.3122872362664708 1.0 -3.7732123655517045
      v155 = transpose v154 None => A float64 (3,1) 8,_ -1.3122872362664708 1.0 -3.7732123655517045
      v156 = binary remainder b:1 v155 None None float32 => A float32 (3,1) 4,_ -0.3122872 0.0 -2.7732124
      v157 = data bool 1,0  => A bool (1,0) _,_
      v158 = index v157 s0:-1:-1;s:3: => A bool (0,0) _,_
      v159 = binary less_equal v158 i:0 None None None => A bool (0,0) _,_
      v160 = data float32 3 -2.9798965503948294 0.2337210700437117 -0.21901075931300837 => A float32 (3,) 4 -2.9798965 0.23372108 -0.21901076
      v161 = transpose v160 0 => A float32 (3,) 4 -2.9798965 0.23372108 -0.21901076
      v162 = data int32 - -2 => A int32 ()  -2
      v163 = binary divide v161 v162 None None None => A float64 (3,) 8 1.4899482727050781 -0.1168605387210846 0.10950537770986557
      v164 = data bool 2,3 0 1 0 0 1 0 => A bool (2,3) 3,1 0 1 0 0 1 0
      v165 = transpose v164 1,0 => A bool (3,2) 1,3 0 0 1 1 0 0
      v166 = index v165 s:3:;s-1:: => A bool (3,1) 1,_ 0 1 0
      v167 = data int64 3,1 -2 -3 -1 => A int64 (3,1) 8,_ -2 -3 -1
      v168 = binary add v167 v166 None None bool => ! UFuncTypeError: Cannot cast ufunc 'add' input 0 from dtype('int64') to dtype('bool') with casting rule 'same_kind'
      v169 = data float64 0,1,3  => A float64 (0,1,3) _,_,_
      v170 = index v169 s1::2;s-1::;s:3: => A float64 (0,1,3) _,_,_
      v171 = data int64 0,1,3  => A int64 (0,1,3) _,_,_
      v172 = binary left_shift v170 v171 None None None => ! TypeError: ufunc 'left_shift' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''
      v173 = data int64 1,3,0  => A int64 (1,3,0) _,_,_
      v174 = transpose v173 0,2,1 => A int64 (1,0,3) _,_,_
      v175 = data bool 1,1,3 1 1 0 => A bool (1,1,3) _,_,1 1 1 0
      v176 = inplace left_shift v174 v175 => A int64 (1,0,3) _,_,_
      v177 = data float64 - 0.3627333001642642 => A float64 ()  0.3627333001642642
      v178 = data float64 - -2.0 => A float64 ()  -2.0
      v179 = inplace subtract v178 v177 => A float64 ()  -2.362733300164264
      v180 = data float64 3 4.856401982845581 0.021585507735133003 5.0 => A float64 (3,) 8 4.856401982845581 0.021585507735133003 5.0
      v181 = transpose v180 0 => A float64 (3,) 8 4.856401982845581 0.021585507735133003 5.0
      v182 = transpose v181 None => A float64 (3,) 8 4.856401982845581 0.021585507735133003 5.0
      v183 = binary maximum v182 i:5 None None None => A float64 (3,) 8 5.0 5.0 5.0
      v184 = data int64 3,1 4 5 -5 => A int64 (3,1) 8,_ 4 5 -5
      v185 = index v184 s-1::-1;s1::-1 => A int64 (3,1) -8,_ -5 5 4
      v186 = index v185 s::-1;s0:: => A int64 (3,1) 8,_ 4 5 -5
      v187 = data int64 1 2 => A int64 (1,) _ 2
      v188 = binary copysign v186 v187 None None uint8 => ! TypeError: No loop matching the specified signature and casting was found for ufunc copysign
      v199 = data int32 1 5 => A int32 (1,) _ 5
      v200 = transpose v199 None => A int32 (1,) _ 5
      v201 = transpose v200 0 => A int32 (1,) _ 5
      v202 = binary floor_divide v201 b:0 None None None => A int32 (1,) _ 0
      v220 = data int32 3,2,1 0 -3 3 -3 -4 -4 => A int32 (3,2,1) 8,4,_ 0 -3 3 -3 -4 -4
      v221 = data int32 3,2,1 2 -5 0 -1 1 3 => A int32 (3,2,1) 8,4,_ 2 -5 0 -1 1 3
      v222 = binary not_equal v221 v220 None None None => A bool (3,2,1) 2,1,_ 1 1 1 1 1 1
      v223 = data float32 1 0.02765075764163067 => A float32 (1,) _ 0.027650757
      v224 = transpose v223 0 => A float32 (1,) _ 0.027650757
      v225 = transpose v224 None => A float32 (1,) _ 0.027650757
      v226 = data float32 1 0.07593451414675878 => A float32 (1,) _ 0.075934514
      v227 = binary floor_divide v226 v225 None None None => A float32 (1,) _ 2.0
      v228 = data bool 1,0,1  => A bool (1,0,1) _,_,_
      v229 = binary less_equal v228 i:3 None None int64 => ! TypeError: No loop matching the specified signature and casting was found for ufunc less_equal
      v257 = data int64 1,1 -3 => A int64 (1,1) _,_ -3
      v258 = index v257 s:3:-1;s:: => A int64 (0,1) _,_
      v259 = transpose v258 0,1 => A int64 (0,1) _,_
      v260 = data float64 1 0.0071368116559746295 => A float64 (1,) _ 0.0071368116559746295
      v261 = binary fmod v259 v260 None None None => A float64 (0,1) _,_
      v270 = data int64 - -2 => A int64 ()  -2
      v271 = data float64 - 5.0 => A float64 ()  5.0
      v272 = data float64 - -1.861391300359429 => A float64 ()  -1.861391300359429
      v273 = transpose v272 None => A float64 ()  -1.861391300359429
      v274 = binary logical_xor v270 v273 None None None => S bool 0
      v275 = data int64 2 -2 5 => A int64 (2,) 8 -2 5
      v276 = transpose v275 0 => A int64 (2,) 8 -2 5
      v277 = transpose v276 None => A int64 (2,) 8 -2 5
      v278 = data int64 - 3 => A int64 ()  3
      v279 = binary fmod v277 v278 None None float32 => A float32 (2,) 4 -2.0 2.0
      v280 = data bool - 0 => A bool ()  0
      v281 = data bool - 0 => A bool ()  0
      v282 = binary floor_divide v281 v280 None None bool => ! TypeError: No loop matching the specified signature and casting was found for ufunc floor_divide
      v291 = data bool 1,2 0 0 => A bool (1,2) _,1 0 0
      v292 = transpose v291 0,1 => A bool (1,2) _,1 0 0
      v293 = data int64 2,2,1 -1 0 -5 0 => A int64 (2,2,1) 16,8,_ -1 0 -5 0
      v294 = data int64 1,2,2 -3 -1 5 -1 => A int64 (1,2,2) _,16,8 -3 -1 5 -1
      v295 = transpose v294 None => A int64 (2,2,1) 8,16,_ -3 5 -1 -1
      v296 = binary subtract v292 v295 None None None => A int64 (2,2,2) 16,32,8 3 3 -5 -5 1 1 1 1
      v297 = data float64 3 4.0 -0.6703851347946868 -1.645428040650181 => A float64 (3,) 8 4.0 -0.6703851347946868 -1.645428040650181
      v298 = data uint8 - 7 => A uint8 ()  7
      v299 = data uint8 - 1 => A uint8 ()  1
      v300 = transpose v299 None => A uint8 ()  1
      v301 = binary divide v297 v300 None None None => A float64 (3,) 8 4.0 -0.6703851347946868 -1.645428040650181
      v321 = data int32 1,1 -5 => A int32 (1,1) _,_ -5
      v322 = index v321 s-1::-1;s:: => A int32 (1,1) _,_ -5
      v323 = data int32 1,1 0 => A int32 (1,1) _,_ 0
      v324 = binary bitwise_and v323 v322 None None None => A int32 (1,1) _,_ 0
      v328 = data float32 0  => A float32 (0,) _
      v329 = data int32 0  => A int32 (0,) _
      v330 = data int32 0  => A int32 (0,) _
      v331 = transpose v330 None => A int32 (0,) _
      v332 = data float64 0  => A float64 (0,) _
      v333 = data bool 0  => A bool (0,) _
      v334 = binary equal v328 v331 v332 None None => A float64 (0,) _
      v339 = data bool - 0 => A bool ()  0
      v340 = data int32 - 4 => A int32 ()  4
      v341 = binary bitwise_xor v339 v340 None None None => S int32 4
      v351 = data float32 1,3 3.1609146719950445 -4.185153495253669 5.0 => A float32 (1,3) _,4 3.1609147 -4.1851535 5.0
      v352 = binary divide b:0 v351 None None float32 => A float32 (1,3) _,4 0.0 -0.0 0.0
      v353 = data int64 1,2,1 4 1 => A int64 (1,2,1) _,8,_ 4 1
      v354 = transpose v353 None => A int64 (1,2,1) _,8,_ 4 1
      v355 = index v354 s::;s1::;s::-1 => A int64 (1,1,1) _,_,_ 1
      v356 = data bool 1,1,1 1 => A bool (1,1,1) _,_,_ 1
      v357 = data bool 1,1,1 1 => A bool (1,1,1) _,_,_ 1
      v358 = transpose v357 None => A bool (1,1,1) _,_,_ 1
      v359 = inplace logical_or v358 v355 => A bool (1,1,1) _,_,_ 1
      v363 = data float64 - 5.0 => A float64 ()  5.0
      v364 = data int32 - -5 => A int32 ()  -5
      v365 = data bool - 0 => A bool ()  0
      v366 = binary subtract v363 s:float64:3.0 v364 None None => ! UFuncTypeError: Cannot cast ufunc 'subtract' output from dtype('float64') to dtype('int32') with casting rule 'same_kind'
      v370 = data bool 1,3 1 1 0 => A bool (1,3) _,1 1 1 0
      v371 = binary subtract v370 b:0 None None None => ! TypeError: numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, or the logical_xor function instead.
      v381 = data int64 3,2,3 5 -4 -2 -1 -2 4 4 5 5 2 1 -2 5 -1 -2 4 -4 3 => A int64 (3,2,3) 48,24,8 5 -4 -2 -1 -2 4 4 5 5 2 1 -2 5 -1 -2 4 -4 3
      v382 = transpose v381 0,2,1 => A int64 (3,3,2) 48,8,24 5 -1 -4 -2 -2 4 4 2 5 1 5 -2 5 4 -1 -4 -2 3
      v383 = transpose v382 None => A int64 (2,3,3) 24,8,48 5 4 5 -4 5 -1 -2 5 -2 -1 2 4 -2 1 -4 4 -2 3
      v384 = data int64 1,3 1 -5 2 => A int64 (1,3) _,8 1 -5 2
      v385 = binary fmod v383 v384 None None None => A int64 (2,3,3) 24,8,48 0 4 1 0 0 -1 0 0 0 0 2 0 0 1 0 0 -2 1
      v397 = data int32 2,1 -2 0 => A int32 (2,1) 4,_ -2 0
      v398 = binary add b:1 v397 None None None => A int32 (2,1) 4,_ -1 1
      v405 = data float32 - 1.0 => A float32 ()  1.0
      v406 = data int64 3,3,1 5 2 -2 2 5 3 0 4 5 => A int64 (3,3,1) 24,8,_ 5 2 -2 2 5 3 0 4 5
      v407 = binary add v406 v405 None None None => A float64 (3,3,1) 24,8,_ 6.0 3.0 -1.0 3.0 6.0 4.0 1.0 5.0 6.0
      v422 = data float64 2 4.0 -4.0 => A float64 (2,) 8 4.0 -4.0
      v423 = inplace greater v422 s:int64:1.0 => A float64 (2,) 8 1.0 0.0
      v445 = data uint8 3,3,1 9 9 2 0 6 6 2 8 3 => A uint8 (3,3,1) 3,1,_ 9 9 2 0 6 6 2 8 3
      v446 = transpose v445 0,1,2 => A uint8 (3,3,1) 3,1,_ 9 9 2 0 6 6 2 8 3
      v447 = transpose v446 2,1,0 => A uint8 (1,3,3) _,1,3 9 0 2 9 6 8 2 6 3
      v448 = binary logical_and v447 i:-1 None None None => A bool (1,3,3) _,1,3 1 0 1 1 1 1 1 1 1
      v449 = data int64 1,1 -2 => A int64 (1,1) _,_ -2
      v450 = binary remainder v449 f:0.5 None None None => A float64 (1,1) _,_ 0.0
      v451 = data int32 - 5 => A int32 ()  5
      v452 = data int32 - 0 => A int32 ()  0
      v453 = data int32 - -1 => A int32 ()  -1
      v454 = transpose v453 None => A int32 ()  -1
      v455 = binary copysign v451 v454 None None None => S float64 -5.0
      v470 = data int64 3,1,2 5 2 0 -2 0 -4 => A int64 (3,1,2) 16,_,8 5 2 0 -2 0 -4
      v471 = binary multiply v470 f:-2.0 None None None => A float64 (3,1,2) 16,_,8 -10.0 -4.0 -0.0 4.0 -0.0 8.0
      v472 = data int32 2,2,2 2 0 3 -1 5 -3 -1 1 => A int32 (2,2,2) 16,8,4 2 0 3 -1 5 -3 -1 1
      v473 = transpose v472 2,1,0 => A int32 (2,2,2) 4,8,16 2 5 3 -1 0 -3 -1 1
      v474 = index v473 s0::;s0:3:;s::2 => A int32 (2,2,1) 4,8,_ 2 3 0 -1
      v475 = data int32 1,1,1 -1 => A int32 (1,1,1) _,_,_ -1
      v476 = data int32 1,1,1 2 => A int32 (1,1,1) _,_,_ 2
      v477 = transpose v476 None => A int32 (1,1,1) _,_,_ 2
      v478 = binary add v477 v474 None None None => A int32 (2,2,1) 4,8,_ 4 5 2 1
      v496 = data bool 3,2,1 1 1 1 1 1 1 => A bool (3,2,1) 2,1,_ 1 1 1 1 1 1
      v497 = transpose v496 None => A bool (1,2,3) _,1,2 1 1 1 1 1 1
      v498 = data float32 2,1,2,1 -3.4286940012189127 1.7995834549861456 -4.924774583894967 3.0 => A float32 (2,1,2,1) 8,_,4,_ -3.428694 1.7995834 -4.9247746 3.0
      v499 = binary equal v497 v498 None None None => A bool (2,1,2,3) 6,_,1,2 0 0 0 0 0 0 0 0 0 0 0 0
      """#)
  }

  @Test func unary() {
    Recording.replay(
      #"""
      v0 = data int32 1,2 -1 5 => A int32 (1,2) _,4 -1 5
      v1 = transpose v0 1,0 => A int32 (2,1) 4,_ -1 5
      v2 = unary isnan v1 None None None => A bool (2,1) 1,_ 0 0
      v3 = data int64 1,1 -4 => A int64 (1,1) _,_ -4
      v4 = transpose v3 0,1 => A int64 (1,1) _,_ -4
      v5 = transpose v4 0,1 => A int64 (1,1) _,_ -4
      v6 = unary reciprocal v5 None None None => A int64 (1,1) _,_ 0
      v7 = data bool 2 1 0 => A bool (2,) 1 1 0
      v8 = index v7 s:-1: => A bool (1,) _ 1
      v9 = transpose v8 0 => A bool (1,) _ 1
      v10 = unary isfinite v9 None None None => A bool (1,) _ 1
      v11 = data float32 - 2.0 => A float32 ()  2.0
      v12 = unary negative v11 None None None => S float32 -2.0
      v16 = data float64 0,3,3  => A float64 (0,3,3) _,_,_
      v17 = unary sign v16 None None None => A float64 (0,3,3) _,_,_
      v24 = data float64 1,3 2.0 -1.0 3.0 => A float64 (1,3) _,8 2.0 -1.0 3.0
      v25 = index v24 s:-1:2;s:: => A float64 (0,3) _,_
      v26 = transpose v25 None => A float64 (3,0) _,_
      v27 = unary isnan v26 None None None => A bool (3,0) _,_
      v28 = data uint8 2 0 8 => A uint8 (2,) 1 0 8
      v29 = transpose v28 0 => A uint8 (2,) 1 0 8
      v30 = transpose v29 0 => A uint8 (2,) 1 0 8
      v31 = unary isfinite v30 None None None => A bool (2,) 1 1 1
      v32 = data int64 2,3,2 5 1 4 -3 -5 -3 -5 -5 -4 1 3 -2 => A int64 (2,3,2) 48,16,8 5 1 4 -3 -5 -3 -5 -5 -4 1 3 -2
      v33 = transpose v32 None => A int64 (2,3,2) 8,16,48 5 -5 4 -4 -5 3 1 -5 -3 1 -3 -2
      v34 = unary invert v33 None None None => A int64 (2,3,2) 8,16,48 -6 4 -5 3 4 -4 -2 4 2 -2 2 1
      v35 = data int32 3,2 4 4 -4 -2 3 4 => A int32 (3,2) 8,4 4 4 -4 -2 3 4
      v36 = transpose v35 0,1 => A int32 (3,2) 8,4 4 4 -4 -2 3 4
      v37 = transpose v36 1,0 => A int32 (2,3) 4,8 4 -4 3 4 -2 4
      v38 = unary absolute v37 None None None => A int32 (2,3) 4,8 4 4 3 4 2 4
      v39 = data int32 - 5 => A int32 ()  5
      v40 = unary logical_not v39 None None None => S bool 0
      v41 = data int32 3 5 1 0 => A int32 (3,) 4 5 1 0
      v42 = unary negative v41 None None None => A int32 (3,) 4 -5 -1 0
      v43 = data float32 1,2,2 -4.031243328467299 -1.2989587710272532 -3.0 1.0 => A float32 (1,2,2) _,8,4 -4.0312433 -1.2989588 -3.0 1.0
      v44 = transpose v43 2,1,0 => A float32 (2,2,1) 4,8,_ -4.0312433 -3.0 -1.2989588 1.0
      v45 = index v44 s::-1;s-1:3:-1;s::2 => A float32 (2,0,1) _,_,_
      v46 = unary floor v45 None None None => A float32 (2,0,1) _,_,_
      v51 = data bool 1,3 1 1 0 => A bool (1,3) _,1 1 1 0
      v52 = transpose v51 None => A bool (3,1) 1,_ 1 1 0
      v53 = unary invert v52 None None None => A bool (3,1) 1,_ 0 0 1
      v54 = data bool - 0 => A bool ()  0
      v55 = unary sign v54 None None None => ! UFuncTypeError: ufunc 'sign' did not contain a loop with signature matching types <class 'numpy.dtypes.BoolDType'> -> None
      v61 = data float32 2,2,3 -4.718277177586247 -4.0 0.10443435339924863 -0.2729185543550962 0.2729985260673722 -4.157552435558211 5.0 -5.0 2.0 0.044872632078350794 3.0010462732405188 -0.1814647169962912 => A float32 (2,2,3) 24,12,4 -4.718277 -4.0 0.104434356 -0.27291855 0.2729985 -4.1575522 5.0 -5.0 2.0 0.04487263 3.0010462 -0.18146472
      v62 = unary square v61 None None None => A float32 (2,2,3) 24,12,4 22.262138 16.0 0.010906534 0.074484535 0.07452819 17.28524 25.0 25.0 4.0 0.002013553 9.006278 0.032929443
      v63 = data float32 1 0.29684879138746195 => A float32 (1,) _ 0.2968488
      v64 = transpose v63 0 => A float32 (1,) _ 0.2968488
      v65 = unary floor v64 None None None => A float32 (1,) _ 0.0
      v73 = data float64 - -4.0 => A float64 ()  -4.0
      v74 = unary reciprocal v73 None None None => S float64 -0.25
      v75 = data int32 - -2 => A int32 ()  -2
      v76 = unary sqrt v75 None None None => S float64 nan
      v96 = data float32 2 1.0 -3.0 => A float32 (2,) 4 1.0 -3.0
      v97 = transpose v96 None => A float32 (2,) 4 1.0 -3.0
      v98 = transpose v97 0 => A float32 (2,) 4 1.0 -3.0
      v99 = unary rint v98 None None None => A float32 (2,) 4 1.0 -3.0
      v114 = data bool 3 0 0 1 => A bool (3,) 1 0 0 1
      v115 = transpose v114 0 => A bool (3,) 1 0 0 1
      v116 = transpose v115 0 => A bool (3,) 1 0 0 1
      v117 = unary positive v116 None None None => ! UFuncTypeError: ufunc 'positive' did not contain a loop with signature matching types <class 'numpy.dtypes.BoolDType'> -> None
      v118 = data int32 - -3 => A int32 ()  -3
      v119 = unary positive v118 None None None => S int32 -3
      v133 = data int64 1 1 => A int64 (1,) _ 1
      v134 = unary sqrt v133 None None None => A float64 (1,) _ 1.0
      v135 = data float64 1 5.0 => A float64 (1,) _ 5.0
      v136 = transpose v135 0 => A float64 (1,) _ 5.0
      v137 = transpose v136 None => A float64 (1,) _ 5.0
      v138 = unary negative v137 None None None => A float64 (1,) _ -5.0
      v139 = data int32 2 4 -4 => A int32 (2,) 4 4 -4
      v140 = unary positive v139 None None None => A int32 (2,) 4 4 -4
      v141 = data int64 1 2 => A int64 (1,) _ 2
      v142 = index v141 s:: => A int64 (1,) _ 2
      v143 = unary square v142 None None None => A int64 (1,) _ 4
      """#)
  }

  @Test func selection() {
    Recording.replay(
      #"""
      v0 = data bool 3,1 0 0 0 => A bool (3,1) 1,_ 0 0 0
      v1 = data uint8 1 9 => A uint8 (1,) _ 9
      v2 = data int32 3,1 2 1 -3 => A int32 (3,1) 4,_ 2 1 -3
      v3 = where v0 v1 v2 => A int32 (3,1) 4,_ 2 1 -3
      v4 = data int64 3 1 5 0 => A int64 (3,) 8 1 5 0
      v5 = transpose v4 None => A int64 (3,) 8 1 5 0
      v6 = index v5 s-1:-1:-1 => A int64 (0,) _
      v7 = data int64 0  => A int64 (0,) _
      v8 = data int32 0  => A int32 (0,) _
      v9 = clip v6 v7 v8 => A int64 (0,) _
      v10 = data bool 2,1,3 0 1 0 0 1 1 => A bool (2,1,3) 3,_,1 0 1 0 0 1 1
      v11 = transpose v10 None => A bool (3,1,2) 1,_,3 0 0 1 1 0 1
      v12 = data float64 1,1 -0.17251251601129952 => A float64 (1,1) _,_ -0.17251251601129952
      v13 = where v11 v12 b:0 => A float64 (3,1,2) 8,_,24 0.0 0.0 -0.17251251601129952 -0.17251251601129952 0.0 -0.17251251601129952
      v44 = data uint8 3 8 0 2 => A uint8 (3,) 1 8 0 2
      v45 = transpose v44 0 => A uint8 (3,) 1 8 0 2
      v46 = data int64 3 -5 4 -4 => A int64 (3,) 8 -5 4 -4
      v47 = clip v45 i:5 v46 => A int64 (3,) 8 -5 4 -4
      v62 = data bool 2,1,3 0 0 1 0 0 1 => A bool (2,1,3) 3,_,1 0 0 1 0 0 1
      v63 = where v62 s:float32:0.0 s:uint8:3.0 => A float32 (2,1,3) 12,_,4 3.0 3.0 0.0 3.0 3.0 0.0
      v76 = data float32 1,2,3 4.159519737555433 2.0 1.2882102614448723 2.0 -3.2282393992242375 -0.23236470088113606 => A float32 (1,2,3) _,12,4 4.1595197 2.0 1.2882103 2.0 -3.2282393 -0.2323647
      v77 = clip v76 s:float32:1.0 i:-1 => A float32 (1,2,3) _,12,4 -1.0 -1.0 -1.0 -1.0 -1.0 -1.0
      v177 = data float64 1,2 2.328874913474532 1.0756367338809025 => A float64 (1,2) _,8 2.328874913474532 1.0756367338809025
      v178 = index v177 s1:3:;s::-1 => A float64 (0,2) _,_
      v179 = index v178 s::2;s:: => A float64 (0,2) _,_
      """#)
  }
}
